// `npm run backup -- <folder>`: copies database and files while the studio runs. Exit code 0: all of it; 1: all but what
// is named; 2: nothing.
import path from "node:path";
import { parseArgs } from "node:util";
import { backUp } from "@/lib/care/backup";
import { terminalProgress } from "@/lib/care/progress";
import { env } from "@/lib/env";
import { storage } from "@/lib/storage/select";
import { onlyFolder, runTool } from "./tool";

await runTool(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const folder = path.resolve(onlyFolder(positionals, "npm run backup -- <new folder>"));
  const { databaseUrl, version } = env();
  const { manifest, problems } = await backUp({
    ...{ databaseUrl, version, folder },
    storage: storage(),
    now: new Date(),
    progress: terminalProgress("Copying films", process.stderr),
  });
  const { tasks, films } = manifest.counts;
  console.log(`${folder}: ${tasks} task(s), ${films} film(s), compared and whole.`);
  if (problems.length === 0) return 0;
  console.error(`Except:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  console.error("Run npm run doctor.");
  return 1;
});
