import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { Patient } from "@/lib/care/finding";
import { createLocalStorage } from "@/lib/storage/local";
import { testDb } from "./db";

/** A studio's data, as the doctor sees it, with the folder that the files lie in. */
export interface TestPatient extends Patient {
  dataDir: string;
  media: string;
}

const day = 24 * 3_600_000;

/** A real database and real files, a little while after they were written. */
export function testPatient(): TestPatient {
  const dataDir = testFolder();
  const { db, url } = testDb();
  const media = path.join(dataDir, "media");
  return {
    ...{ databaseUrl: url, db, dataDir, media },
    storage: createLocalStorage(media),
    // Files carry the system's own time, and what is an hour old is not under way any more.
    now: new Date(Date.now() + 2 * 3_600_000),
    keptUntil: ({ sentAt }) => new Date(sentAt.getTime() + day),
  };
}

/** A folder that is removed when the test is over. */
export function testFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "rushes-care-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A process that keeps one film after another until it is killed. */
export function filmWriter(databaseUrl: string, media: string) {
  const script = ["--conditions=react-server", "--import", "tsx", "test/support/film-writer.ts"];
  const child = spawn(process.execPath, [...script, databaseUrl, media], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return {
    /** Waits until a few more are kept. */
    async more(): Promise<void> {
      for (let lines = 0; lines < 3; lines++) await once(child.stdout, "data");
    },
    async kill(): Promise<void> {
      child.kill("SIGKILL");
      await once(child, "close");
    },
  };
}
