import { json } from "@/lib/access/route";
import { systemClock } from "@/lib/clock";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { sinceLastBeat } from "@/lib/pulse";

export const dynamic = "force-dynamic";

/** The loop comes round every second; this long without it means that it hangs. In ms. */
const longestSilenceMs = 30_000;
const databaseTimeoutMs = 5_000;

/**
 * `GET /api/health` for a process manager: 200 when database and worker are well, else 503. It tells nothing private,
 * so it asks nobody who they are.
 */
export async function GET(): Promise<Response> {
  const database = await databaseState();
  const silence = sinceLastBeat(systemClock.monotonic());
  const worker = silence !== null && silence < longestSilenceMs ? "ok" : "unwell";
  const well = database === "ok" && worker === "ok";
  const { mode, version } = env();
  return json(
    { status: well ? "ok" : "unwell", mode, database, worker, version },
    well ? 200 : 503,
  );
}

async function databaseState(): Promise<"ok" | "unwell"> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error("the database is slow")), databaseTimeoutMs).unref(),
  );
  try {
    await Promise.race([db().task.findFirst({ select: { id: true } }), late]);
    return "ok";
  } catch (error) {
    log().error({ err: error }, "the database does not answer");
    return "unwell";
  }
}
