import "server-only";
import type { Db } from "@/lib/db";
import type { Storage } from "@/lib/storage/contract";

/** The studio's data as the doctor sees it. */
export interface Patient {
  databaseUrl: string;
  db: Db;
  storage: Storage;
  /** Its free space is looked at. */
  dataDir: string;
  now: Date;
  /** Until when upstream keeps the film of a task (UPSTREAM section 1). */
  keptUntil(task: { channel: string; sandbox: boolean; sentAt: Date }): Date;
  /** Is told how many bytes have been read, of how many. */
  progress?: (done: number, total: number) => void;
}

/** Something that is not as it should be. */
export interface Finding {
  /** For programs: it stays the same whatever the words. */
  code: FindingCode;
  /** What it is about: a task's id or a file's name; null for the whole studio. */
  subject: string | null;
  /** What is wrong, as one sentence. */
  message: string;
  /** What to do about it. */
  advice: string;
  /**
   * Puts it right; absent where only a person can.
   * @returns what was done, as one sentence, or null when the row has moved on meanwhile and nothing was done.
   */
  mend?: () => Promise<string | null>;
}

export type FindingCode =
  | "database.missing"
  | "database.unusable"
  | "database.damaged"
  | "database.behind"
  | "disk.short"
  | "task.lease"
  | "task.stranded"
  | "task.overdue"
  | "task.sharedId"
  | "film.bad"
  | "film.unrecorded"
  | "film.missing"
  | "film.damaged"
  | "poster.absent"
  | "poster.missing"
  | "image.missing"
  | "image.damaged"
  | "thumbnail.missing"
  | "reference.missing"
  | "reference.damaged"
  | "file.unclaimed"
  | "file.leftover";

/** Something worth knowing that is no fault. */
export interface Note {
  note: string;
}

/** A part of the examination. What it yields is mended at once where the user wants that. */
export interface Check {
  title: string;
  examine(patient: Patient): AsyncIterable<Finding | Note>;
}

/** The command that mends, as an advice names it. */
export const fixCommand = "`npm run doctor -- --fix`";

/** A time as the reports tell it: to the minute, UTC. */
export const formatTime = (time: Date): string =>
  `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;

const longMs = 15 * 60_000;
/** What has been due or expired since before then is not just waiting for its turn. */
export const longAgo = (now: Date): Date => new Date(now.getTime() - longMs);
