// `npm run import -- <folder>`: takes the MP4s of a folder into the library, whether the studio runs or not. Exit code 0:
// all of them, or known already; 1: all but what is named; 2: it could not be looked at.
import path from "node:path";
import { parseArgs } from "node:util";
import { createDb, migrate } from "@/lib/db";
import { env } from "@/lib/env";
import { importFolder } from "@/lib/import/folder";
import { storage } from "@/lib/storage/select";
import { onlyFolder, runTool } from "./tool";

await runTool(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const folder = path.resolve(onlyFolder(positionals, "npm run import -- <folder>"));
  const { databaseUrl } = env();
  await migrate(databaseUrl);
  const db = createDb(databaseUrl);
  const counts = { imported: 0, known: 0, passedOver: 0 };
  try {
    const deps = { db, storage: storage(), now: new Date() };
    for await (const { name, result } of importFolder(deps, folder)) {
      if ("reason" in result) {
        counts.passedOver++;
        console.error(`${name}: passed over (${result.reason})`);
      } else counts[result.outcome]++;
    }
  } finally {
    await db.$disconnect();
  }
  const { imported, known, passedOver } = counts;
  console.log(`${imported} imported, ${known} here already, ${passedOver} passed over.`);
  return passedOver > 0 ? 1 : 0;
});
