/** How long the trash is kept, in days: after that the files are removed by themselves. */
export const trashKeptDays = 30;
