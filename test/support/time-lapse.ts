import { setTimeout as sleep } from "node:timers/promises";
import type { Tx } from "@/lib/db";
import type { WorkerDeps } from "@/lib/worker/deps";
import { openDoors } from "@/lib/worker/doors";

/**
 * Lets time pass as fast as the work allows: it stands still while there is something to do, and then the next moment at
 * which something is due becomes the present. So every wait is exactly as long as in life, however busy the machine, and
 * costs a test nothing.
 */
export interface TimeLapse {
  /** So much time, and everything that falls due in it. In ms. */
  pass(ms: number): Promise<void>;
  /** So much time in which nobody did anything: processes stood still, or were dead. In ms. */
  leap(ms: number): void;
  /** Until nothing will ever be due again by itself. */
  settle(): Promise<void>;
  /** Until it holds; asked after each thing that happens. */
  until(holds: () => boolean | Promise<boolean>): Promise<void>;
}

interface Watched {
  deps: WorkerDeps;
  /** Sets everybody's clock. */
  moveTo(moment: Date): void;
  /** Wakes every worker. */
  nudge(): void;
}

/** Less than a test may take, so that it can say what it waited for; only what hangs takes so long. In real ms. */
const patienceMs = 500_000;

export function timeLapse(watched: Watched): TimeLapse {
  const { clock } = watched.deps;
  const run = async (end: Date | null, over: () => boolean | Promise<boolean>) => {
    const began = performance.now();
    let looks = 0;
    while (!(await over())) {
      watched.nudge();
      // On a busy machine the database may not answer in its time: then nothing has moved.
      const moved = await moveOn(watched, end).catch(() => "busy" as const);
      if (moved === "nothing") return;
      looks = moved === "busy" ? looks + 1 : 0;
      // Ever more rarely: looking costs more than most of the work does.
      if (looks > 0) await sleep(Math.min(5 * 1.5 ** looks, 100));
      if (performance.now() - began > patienceMs) throw new Error(await describe(watched.deps));
    }
  };
  return {
    async pass(ms) {
      const end = new Date(clock.now().getTime() + ms);
      await run(end, () => clock.now() >= end);
    },
    leap: (ms) => watched.moveTo(new Date(clock.now().getTime() + ms)),
    settle: () => run(null, () => false),
    async until(holds) {
      await run(null, holds);
      if (!(await holds())) throw new Error(`it never came: ${await describe(watched.deps)}`);
    },
  };
}

/** Goes to the next due moment, unless something is under way or can be done now. */
async function moveOn(
  { deps, moveTo }: Watched,
  end: Date | null,
): Promise<"moved" | "busy" | "nothing"> {
  const doors = await openDoors(deps);
  // Nobody can claim a row while this transaction holds the write lock, so no step starts at a moment that is gone.
  return deps.db.$transaction(async (tx) => {
    const now = deps.clock.now();
    const atWork = await tx.task.count({
      where: {
        OR: [{ leaseUntil: { gt: now } }, { dueAt: { lte: now }, status: { not: "waiting" } }],
      },
    });
    const canBeSent =
      doors && (await tx.task.count({ where: { AND: [{ dueAt: { lte: now } }, doors] } }));
    if (atWork || canBeSent) return "busy";
    const next = (await nextMoment(tx, now)) ?? end;
    if (!next) return "nothing";
    moveTo(end && end < next ? end : next);
    return "moved";
  });
}

async function nextMoment(tx: Tx, now: Date): Promise<Date | null> {
  const task = await tx.task.findFirst({
    where: { dueAt: { gt: now } },
    orderBy: { dueAt: "asc" },
  });
  const quiet = await tx.channelQuiet.findFirst({
    where: { until: { gt: now } },
    orderBy: { until: "asc" },
  });
  const moments = [task?.dueAt, quiet?.until].filter((moment) => moment instanceof Date);
  return moments.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

async function describe({ db, clock }: WorkerDeps): Promise<string> {
  const rows = await db.task.findMany({ where: { dueAt: { not: null } }, take: 10 });
  const told = rows.map((row) => ({
    ...{ status: row.status, prompt: row.prompt, dueAt: row.dueAt, leaseUntil: row.leaseUntil },
    ...{ attempts: row.attempts, attention: row.attention, failure: row.failureMessage },
  }));
  return `at ${clock.now().toISOString()}: ${JSON.stringify(told, null, 1)}`;
}
