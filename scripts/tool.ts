import { CareError } from "@/lib/care/error";
import { loadEnvFile } from "./env-file.mjs";

/** Faults whose message is meant for the operator; of anything else the stack is shown, because it is a bug. */
const told = new Set(["CareError", "EnvError", "CatalogueError", "MigrationError", "StorageError"]);

/**
 * Runs a command of the operator's in the environment of the studio.
 * @param work returns the exit code; when it throws, that is 2.
 */
export async function runTool(work: () => Promise<number>): Promise<void> {
  try {
    loadEnvFile();
    process.exitCode = await work();
  } catch (error) {
    // What has a code comes from the file system, or is a wrong option.
    const plain = error instanceof Error && (told.has(error.name) || "code" in error);
    console.error(plain ? error.message : error);
    process.exitCode = 2;
  }
}

/** The one folder that a command was given. @throws CareError with the usage otherwise. */
export function onlyFolder(positionals: string[], usage: string): string {
  const [folder] = positionals;
  if (folder && positionals.length === 1) return folder;
  throw new CareError(`Usage: ${usage}`);
}
