import "server-only";
import { pixelsOf } from "@/lib/catalogue/catalogue";
import { type Db, isUniqueViolation, type Tx } from "@/lib/db";
import { addEntries, removeEntries, type Searchable, searchableParts } from "@/lib/search/entries";
import { assertBudget } from "@/lib/settings/budget";
import type { TaskInput } from "./input";
import { freePlace } from "./place";
import { type NewReference, recordReference } from "./references";
import { can, canMove, type TaskStatus } from "./status";

/** One press of Generate. */
export interface Intent {
  input: TaskInput;
  /** Micro-dollars for one take, frozen into every row. */
  eachMicros: bigint;
  reference?: NewReference["row"] | null;
  sandbox: boolean;
  /** What the environment lets a month cost, in micro-dollars; null for no end. */
  monthBudgetMicros: bigint | null;
  /** The total that the owner agreed to although it passes the budget. */
  agreedMicros?: bigint | null;
}

/** One press of Generate for several films: all of them are recorded, or none. */
export interface BatchIntent extends Omit<Intent, "input" | "eachMicros" | "reference"> {
  intentKey: string;
  films: readonly Film[];
}

/** What a film is to be, how many takes of it, and what each costs. */
export interface Film {
  input: Omit<TaskInput, "intentKey">;
  eachMicros: bigint;
  /** What its image was cut to; the file is in storage. */
  reference?: NewReference["row"] | null;
}

/** `createBatch` for one film. */
export const createTasks = (
  db: Db,
  { input, eachMicros, reference, ...intent }: Intent,
  now: Date,
): Promise<string[]> => {
  const films = [{ input, eachMicros, reference: reference ?? null }];
  return createBatch(db, { ...intent, intentKey: input.intentKey, films }, now);
};

/**
 * Records one press of Generate: a task for each take, due at once. The intent key makes it idempotent: pressed,
 * sent or replayed twice, the tasks of the first time come back (FAULTS 17, 18).
 * @returns the ids, in the order of the films and their takes.
 * @throws OverBudgetError when the budget does not cover all of it, ImageGoneError when an image was deleted meanwhile.
 */
export async function createBatch(db: Db, intent: BatchIntent, now: Date): Promise<string[]> {
  for (let tries = 1; ; tries++) {
    const known = await tasksOf(db, intent.intentKey);
    if (known.length > 0) return known;
    try {
      return await db.$transaction((tx) => record(tx, intent, now));
    } catch (error) {
      // Two presses at the same instant. With the same intent key the other's answer is ours too, even where it has
      // taken the last of the budget; with the same place in time, the next one is free.
      const winner = await tasksOf(db, intent.intentKey);
      if (winner.length > 0) return winner;
      if (!isUniqueViolation(error) || tries === mostTries) throw error;
    }
  }
}

/** Presses of one millisecond, in several processes. */
const mostTries = 5;

async function record(tx: Tx, intent: BatchIntent, now: Date): Promise<string[]> {
  const takes = intent.films.flatMap((film) =>
    Array.from({ length: film.input.takes }, () => film),
  );
  if (!intent.sandbox) {
    const { monthBudgetMicros: ceilingMicros, agreedMicros } = intent;
    const micros = takes.reduce((sum, { eachMicros }) => sum + eachMicros, 0n);
    await assertBudget(tx, { micros, ceilingMicros, agreedMicros }, now);
  }
  const first = await freePlace(tx, now);
  const ids: string[] = [];
  const found: Searchable[] = [];
  for (const [take, film] of takes.entries()) {
    const referenceId = film.reference ? await recordReference(tx, film.reference, now) : null;
    const { id, ...searchable } = await tx.task.create({
      data: { ...rowOf(intent, film, take, now), referenceId, place: first + BigInt(take) },
      select: { id: true, ...searchableParts },
    });
    ids.push(id);
    found.push(searchable);
  }
  await addEntries(tx, found);
  return ids;
}

/** The tasks that a press has made already, in the order of the films and their takes; none when it is the first. */
export async function tasksOf(db: Db, intentKey: string): Promise<string[]> {
  const rows = await db.task.findMany({
    where: { intentKey },
    orderBy: { take: "asc" },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

function rowOf(
  { intentKey, sandbox }: BatchIntent,
  { input, eachMicros }: Film,
  take: number,
  now: Date,
) {
  const { channel, model, prompt, seconds, size } = input;
  const { width, height } = pixelsOf(size);
  return {
    ...{ intentKey, take, sandbox, channel, model, prompt, seconds, size },
    status: "waiting" as const,
    priceMicros: eachMicros,
    heldAt: now,
    aspect: width / height,
    dueAt: now,
    createdAt: now,
    updatedAt: now,
    events: { create: { at: now, to: "waiting" } },
  };
}

/**
 * Withdraws a task that has not been sent. Races with the worker's intent are settled by the row: whoever writes
 * first wins, and a canceled task is never sent.
 * @returns the status that stands in the way, "canceled" when it worked, or null when there is no such task.
 */
export async function cancelTask(db: Db, id: string, now: Date): Promise<TaskStatus | null> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.task.updateMany({
      where: { id, status: "waiting" },
      data: {
        status: "canceled",
        dueAt: null,
        leaseUntil: null,
        leaseToken: null,
        settledAt: now,
        updatedAt: now,
      },
    });
    if (count === 1) {
      await tx.taskEvent.create({ data: { taskId: id, at: now, from: "waiting", to: "canceled" } });
    }
    const row = await tx.task.findUnique({ where: { id }, select: { status: true } });
    return row?.status ?? null;
  });
}

/**
 * Forgets a task, with its history, once nothing of it goes on upstream. Its files go with it: a worker that is
 * fetching the film finds no row, and removes what it made (FAULTS 53).
 * @returns the keys of files to remove, or null when there is no such task or it is still being made.
 */
export async function deleteTask(db: Db, id: string): Promise<string[] | null> {
  return db.$transaction(async (tx) => {
    const task = await tx.task.findUnique({ where: { id }, include: { video: true } });
    if (!task || !can.delete(task.status)) return null;
    await tx.task.delete({ where: { id } });
    await removeEntries(tx, [task.place]);
    return [task.video?.key, task.video?.posterKey].filter((key) => typeof key === "string");
  });
}

/**
 * Gives a film the poster that a browser drew, unless it has one by now.
 * @returns false when there was nothing to add it to.
 */
export async function addPoster(
  db: Db,
  taskId: string,
  poster: { posterKey: string; placeholder: string },
): Promise<boolean> {
  const { count } = await db.video.updateMany({ where: { taskId, posterKey: null }, data: poster });
  return count === 1;
}

/** Guards every write of a transition: a forbidden one is a bug of ours and must not reach the row. */
export function assertMove(from: TaskStatus, to: TaskStatus): void {
  if (!canMove(from, to)) throw new Error(`a task cannot move from ${from} to ${to}`);
}
