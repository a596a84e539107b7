import "server-only";
import { installContentLength } from "@/lib/media/content-length";
import { startStudio } from "@/lib/worker/start";

/** Starts what the server needs beside Next, or ends the process with the reason. */
export async function boot(): Promise<void> {
  try {
    installContentLength();
    await startStudio();
  } catch (error) {
    console.error(
      `Rushes cannot start.\n${error instanceof Error ? error.message : String(error)}`,
    );
    process.exit(1);
  }
}
