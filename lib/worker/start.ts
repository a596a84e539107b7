import "server-only";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { purgeOld } from "@/lib/care/purge";
import { sweep } from "@/lib/care/sweep";
import { findChannel } from "@/lib/catalogue/catalogue";
import { catalogue } from "@/lib/catalogue/load";
import type { Channel, Pace } from "@/lib/catalogue/types";
import { systemClock } from "@/lib/clock";
import { db, migrate } from "@/lib/db";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { indexMissing } from "@/lib/search/entries";
import { keyFingerprint } from "@/lib/settings/keys";
import { roomLeft } from "@/lib/storage/room";
import { storage } from "@/lib/storage/select";
import { balanceOf, timeScale, upstreamFor } from "@/lib/upstream/select";
import { startBalance } from "./balance";
import type { Addressee, WorkerDeps } from "./deps";
import { startWorker } from "./loop";
import { requestMemory } from "./memory";
import { scalePace } from "./pace";
import { openSpool } from "./spool";

/** Less than the server's own exit deadline, so that what is under way can be written (FAULTS 56). In ms. */
const graceMs = 7_000;

/**
 * Brings the studio up: checks the environment and the catalogue, migrates the database, sweeps up what a crash
 * left behind, starts the worker.
 * @throws EnvError, CatalogueError or MigrationError with a message for the operator.
 */
export async function startStudio(): Promise<void> {
  const { mode, databaseUrl, dataDir, version } = env();
  catalogue();
  // With a database elsewhere nothing else makes it, and its free room is asked for before anything is sent.
  await mkdir(dataDir, { recursive: true });
  const migrations = await openDatabase(databaseUrl);
  if (migrations.length > 0) log().info({ migrations }, "database migrated");
  await sweep({ db: db(), storage: storage(), log: log(), now: systemClock.now() });
  void indexLibrary();
  void emptyTrash();
  setInterval(() => void emptyTrash(), trashEveryMs).unref();
  const worker = startWorker(realWorld());
  const stopping = new AbortController();
  keepBalance(stopping.signal);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      stopping.abort();
      void worker.stop(graceMs);
    });
  }
  log().info({ mode, version }, "studio started");
}

/** Only real money has a balance, and only the console's own token may ask for it. */
function keepBalance(signal: AbortSignal): void {
  const { mode, consoleToken } = env();
  if (mode === "sandbox" || consoleToken === null) return;
  const read = (until: AbortSignal) => balanceOf(consoleToken, until);
  startBalance({ db: db(), clock: systemClock, log: log(), read }, signal);
}

const trashEveryMs = 3_600_000;

const emptyTrash = (): Promise<void> =>
  purgeOld({ db: db(), storage: storage(), log: log(), now: systemClock.now() });

/** Tasks of before there was a search become searchable while the studio runs; nothing else waits for it. */
async function indexLibrary(): Promise<void> {
  try {
    const count = await indexMissing(db());
    if (count > 0) log().info({ count }, "tasks were made searchable");
  } catch (error) {
    log().error({ err: error }, "not every task could be made searchable");
  }
}

/** The database could not be brought up to date, so nothing may be sent (FAULTS 46). */
class DatabaseError extends Error {
  override name = "DatabaseError";
}

/** @throws DatabaseError that says how to go on; never with the address, which may hold a password. */
async function openDatabase(url: string): Promise<string[]> {
  try {
    return await migrate(url);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatabaseError(
      `The database cannot be used: ${reason}.\nNothing was sent. "npm run doctor" tells more; ` +
        `a damaged database is replaced from a backup (README, "Backup and restore").`,
      { cause },
    );
  }
}

function realWorld(): WorkerDeps {
  return {
    db: db(),
    clock: systemClock,
    random: Math.random,
    log: log(),
    storage: storage(),
    roomLeft: () => roomLeft(env().dataDir),
    memory: requestMemory(),
    spool: openSpool(path.join(env().dataDir, "spool")),
    upstreamFor: (task) => upstreamFor({ channel: channelOf(task), sandbox: task.sandbox }),
    paceOf,
    fingerprintOf: (task) => keyFingerprint(task.channel, task.sandbox),
  };
}

const paceOf = (task: Addressee): Pace => scalePace(channelOf(task).pace, timeScale(task.sandbox));

function channelOf(task: Addressee): Channel {
  const channel = findChannel(catalogue(), task.channel);
  if (!channel) throw new Error(`the catalogue has no channel ${task.channel}`);
  return channel;
}
