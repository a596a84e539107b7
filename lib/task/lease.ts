import "server-only";
import { randomUUID } from "node:crypto";
import type { Db, Prisma, Task, Tx } from "@/lib/db";
import type { Failure } from "@/lib/failure";
import { isTerminal, type TaskStatus } from "./status";
import { assertMove } from "./store";
import type { AdoptionRefusal, Attention } from "./view";

/** A row held by this worker: only whoever knows the token may write it. */
export type ClaimedTask = Task & { leaseToken: string };

/** The row was taken over, or moved by somebody else: whatever this holder was about to write is void (FAULTS 21). */
export class LeaseLostError extends Error {
  override name = "LeaseLostError";
  constructor(taskId: string) {
    super(`the lease of task ${taskId} was lost`);
  }
}

export interface ClaimRequest {
  statuses: readonly TaskStatus[];
  limit: number;
  leaseMs: number;
  now: Date;
  /** Whose turn it is where not all can be taken: those due longest unless told. */
  first?: "dueAt" | "submittedAt";
  /** Narrows what may be claimed, e.g. to channels that are open. */
  where?: Prisma.TaskWhereInput;
}

/**
 * No step ever sets its next time farther ahead: what lies beyond was written before the clock was set back, and must
 * not wait until it catches up (FAULTS 47). In ms.
 */
const farthestMs = 2 * 3_600_000;
const impossible = (now: Date) => new Date(now.getTime() + farthestMs);

/** Rows whose time has come. */
export const dueBy = (now: Date): Prisma.TaskWhereInput => ({
  OR: [{ dueAt: { lte: now } }, { dueAt: { gt: impossible(now) } }],
});

/** Whether a time that was set here is still to come. */
export const isAhead = (at: Date, now: Date): boolean => at > now && at <= impossible(now);

/**
 * Takes due rows that nobody holds, in turn: one conditional write each, so of two workers one wins (FAULTS 19).
 */
export async function claimDue(db: Db, request: ClaimRequest): Promise<ClaimedTask[]> {
  if (request.limit < 1) return [];
  const { now } = request;
  const free: Prisma.TaskWhereInput = {
    AND: [
      dueBy(now),
      {
        OR: [
          { leaseUntil: null },
          { leaseUntil: { lte: now } },
          { leaseUntil: { gt: impossible(now) } },
        ],
      },
    ],
  };
  const due = await db.task.findMany({
    where: { status: { in: [...request.statuses] }, AND: [free, request.where ?? {}] },
    orderBy: [{ [request.first ?? "dueAt"]: "asc" }, { id: "asc" }],
    take: request.limit,
    select: { id: true, status: true },
  });
  const claimed: ClaimedTask[] = [];
  for (const { id, status } of due) {
    const leaseToken = randomUUID();
    const leaseUntil = new Date(now.getTime() + request.leaseMs);
    const { count } = await db.task.updateMany({
      where: { id, status, ...free },
      data: { leaseUntil, leaseToken },
    });
    if (count !== 1) continue;
    const row = await db.task.findUnique({ where: { id } });
    if (row?.leaseToken === leaseToken) claimed.push({ ...row, leaseToken });
  }
  return claimed;
}

/** Prolongs a lease. @returns false when it is not ours any more. */
export async function renewLease(db: Db, task: ClaimedTask, until: Date): Promise<boolean> {
  const { count } = await db.task.updateMany({
    where: { id: task.id, leaseToken: task.leaseToken },
    data: { leaseUntil: until },
  });
  return count === 1;
}

/** What a step found, to be written in one transaction that also gives the row back. */
export interface StepOutcome {
  /** The new status; absent when the row stays where it is. */
  to?: TaskStatus;
  /** When to act next; null when nobody has to. */
  dueAt: Date | null;
  /** Consecutive failures of this step; 0 unless told. */
  attempts?: number;
  refetches?: number;
  progress?: number | null;
  upstreamId?: string | null;
  resultUrl?: string | null;
  /** null clears it; absent leaves it. */
  failure?: Failure | null;
  attention?: Attention | null;
  submittedAt?: Date;
  lastPolledAt?: Date;
  /** Settles a pasted id: why it was refused, or null when it was adopted. */
  claim?: AdoptionRefusal | null;
  /** Ids for the user to pick from; null clears them. */
  candidates?: string[] | null;
  /** Evidence for the event of a transition. */
  httpStatus?: number | undefined;
  requestId?: string | undefined;
  detail?: string | undefined;
  /** For the task's history, where it stays where it is. */
  note?: string | undefined;
  video?: Omit<Prisma.VideoUncheckedCreateInput, "taskId" | "createdAt">;
}

/**
 * Writes a step's outcome and releases the row, in the same transaction as its event (STYLE 15).
 * @throws LeaseLostError when the row is no longer ours; then nothing was written.
 */
export async function writeOutcome(
  db: Db,
  task: ClaimedTask,
  outcome: StepOutcome,
  now: Date,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await updateHeld(tx, task, {
      ...columnsOf(task, outcome, now),
      leaseUntil: null,
      leaseToken: null,
    });
    if (outcome.to) await recordMove(tx, task, outcome, now);
    if (outcome.note) await recordNote(tx, task, outcome.note, now);
    if (outcome.video) {
      await tx.video.create({ data: { ...outcome.video, taskId: task.id, createdAt: now } });
    }
  });
}

/** Updates the row only while it is held and where it was. @throws LeaseLostError otherwise. */
export async function updateHeld(
  tx: Tx,
  task: ClaimedTask,
  data: Prisma.TaskUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await tx.task.updateMany({
    where: { id: task.id, leaseToken: task.leaseToken, status: task.status },
    data,
  });
  if (count !== 1) throw new LeaseLostError(task.id);
}

/** Writes the event of a transition. */
export async function recordMove(
  tx: Tx,
  task: Task,
  move: Pick<StepOutcome, "httpStatus" | "requestId" | "detail"> & { to?: TaskStatus },
  now: Date,
): Promise<void> {
  if (!move.to) return;
  assertMove(task.status, move.to);
  await tx.taskEvent.create({
    data: {
      taskId: task.id,
      at: now,
      from: task.status,
      to: move.to,
      httpStatus: move.httpStatus ?? null,
      requestId: move.requestId ?? null,
      detail: move.detail ?? null,
    },
  });
}

/** Writes something worth knowing that moved nothing: an event that leads to where it comes from. */
export async function recordNote(
  tx: Tx,
  { id, status }: Pick<Task, "id" | "status">,
  detail: string,
  now: Date,
): Promise<void> {
  await tx.taskEvent.create({ data: { taskId: id, at: now, from: status, to: status, detail } });
}

function columnsOf(
  task: Task,
  outcome: StepOutcome,
  now: Date,
): Prisma.TaskUncheckedUpdateManyInput {
  const { to, dueAt, progress, upstreamId, resultUrl, submittedAt, lastPolledAt } = outcome;
  return {
    ...{ dueAt, progress, upstreamId, resultUrl, submittedAt, lastPolledAt },
    attempts: outcome.attempts ?? 0,
    refetches: outcome.refetches,
    // That it was perhaps paid twice is no passing trouble.
    attention: task.attention === "acceptedTwice" ? task.attention : outcome.attention,
    ...(outcome.claim !== undefined && { claimedId: null, claimRefusal: outcome.claim }),
    candidates: outcome.candidates === null ? null : outcome.candidates?.join("\n"),
    ...failureColumns(outcome.failure),
    // Polling alone is no change that a reader would care about.
    updatedAt: to || progress !== undefined || outcome.claim ? now : task.updatedAt,
    // The film's own shape, which may differ a little from what was asked: lists lay it out by this.
    ...(outcome.video && { aspect: outcome.video.width / outcome.video.height }),
    ...(to && { status: to }),
    ...(to && isTerminal(to) && { settledAt: now }),
  };
}

function failureColumns(failure: Failure | null | undefined) {
  if (failure === undefined) return {};
  return {
    failureKind: failure?.kind ?? null,
    failureCharged: failure?.charged ?? null,
    failureMessage: failure?.message ?? null,
  };
}
