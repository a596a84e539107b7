/** What stands for a channel and a model where a film came as a file: nobody made it here, and nothing was paid for it. */
export const importedChannel = "imported";
export const importedModel = "file";
