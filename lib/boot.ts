import "server-only";
import { hasOwner } from "@/lib/access/accounts";
import { setupToken } from "@/lib/access/setup";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { installContentLength } from "@/lib/media/content-length";
import { paths } from "@/lib/paths";
import { startStudio } from "@/lib/worker/start";

/** Starts what the server needs beside Next, or ends the process with the reason. */
export async function boot(): Promise<void> {
  try {
    installContentLength();
    await startStudio();
    await inviteOwner();
  } catch (error) {
    console.error(
      `Rushes cannot start.\n${error instanceof Error ? error.message : String(error)}`,
    );
    process.exit(1);
  }
}

/** Others can reach the studio, and it has no owner yet: only who reads this console may become it. */
async function inviteOwner(): Promise<void> {
  const { publicOrigin } = env();
  if (publicOrigin === null || (await hasOwner(db()))) return;
  const page = new URL(paths.setup(), publicOrigin);
  console.log(
    `\nThis studio has no owner yet. Set it up at ${page}\nwith the code ${setupToken()}\n`,
  );
}
