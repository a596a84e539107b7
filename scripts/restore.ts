// `npm run restore -- <folder> [--force]`: puts a backup in place while the studio is stopped. Exit code 0: done; 2: not.
import path from "node:path";
import { parseArgs } from "node:util";
import { terminalProgress } from "@/lib/care/progress";
import { restore } from "@/lib/care/restore";
import { env } from "@/lib/env";
import { onlyFolder, runTool } from "./tool";

await runTool(async () => {
  const options = { force: { type: "boolean" } } as const;
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const folder = onlyFolder(positionals, "npm run restore -- <folder of a backup> [--force]");
  const { databaseUrl, dataDir } = env();
  const { manifest, unconfirmed, movedAside } = await restore({
    ...{ databaseUrl, dataDir },
    folder: path.resolve(folder),
    force: values.force ?? false,
    now: new Date(),
    progress: terminalProgress("Copying films", process.stderr),
  });
  const { tasks, films } = manifest.counts;
  console.log(`Restored ${tasks} task(s) and ${films} film(s) as of ${manifest.madeAt}.`);
  for (const aside of movedAside) console.log(`What was there is kept: ${aside}`);
  if (unconfirmed > 0) {
    console.log(`${unconfirmed} task(s) may have been paid since: open them in the studio.`);
  }
  if (manifest.missing.length > 0) {
    console.log(
      `${manifest.missing.length} file(s) were missing in the backup: run npm run doctor.`,
    );
  }
  return 0;
});
