// `npm run doctor [-- --fix] [--json]`: says what is wrong with the studio's data. Exit code 0: nothing; 1: something;
// 2: it could not be looked at.
import { parseArgs } from "node:util";
import { examine } from "@/lib/care/doctor";
import { terminalProgress } from "@/lib/care/progress";
import { formatReport } from "@/lib/care/report";
import { retentionOf } from "@/lib/care/retention";
import { catalogue } from "@/lib/catalogue/load";
import { createDb } from "@/lib/db";
import { env } from "@/lib/env";
import { storage } from "@/lib/storage/select";
import { runTool } from "./tool";

await runTool(async () => {
  const options = { fix: { type: "boolean" }, json: { type: "boolean" } } as const;
  const { fix = false, json = false } = parseArgs({ options }).values;
  const { databaseUrl, dataDir, sandboxSpeed } = env();
  const db = createDb(databaseUrl);
  const patient = {
    ...{ databaseUrl, dataDir, db },
    storage: storage(),
    now: new Date(),
    keptUntil: retentionOf(catalogue(), sandboxSpeed),
    progress: terminalProgress("Comparing films", process.stderr),
  };
  const report = await examine(patient, { fix }).finally(() => db.$disconnect());
  console.log(json ? JSON.stringify(report, null, 2) : formatReport(report));
  return report.healthy ? 0 : 1;
});
