import "server-only";
import type { Prisma, Task } from "@/lib/db";
import { liveStatuses } from "@/lib/task/status";
import { pages } from "../batches";
import {
  type Check,
  type Finding,
  fixCommand,
  formatTime,
  longAgo,
  type Note,
  type Patient,
} from "../finding";
import { makeDue, releaseLease } from "../mend";

/** Whether every row that should move can move. */
export const queueCheck: Check = {
  title: "Queue",
  async *examine(patient: Patient): AsyncGenerator<Finding | Note> {
    // Before leases are released: those rows are found by their leases.
    yield* overdue(patient);
    yield* expiredLeases(patient);
    yield* stranded(patient);
    yield* sharedIds(patient);
  },
};

const rows = ({ db }: Patient, where: Prisma.TaskWhereInput) =>
  pages<Task>((after, take) =>
    db.task.findMany({ where: { id: { gt: after }, AND: where }, orderBy: { id: "asc" }, take }),
  );

async function* expiredLeases(patient: Patient): AsyncGenerator<Finding> {
  const since = longAgo(patient.now);
  for await (const { id, status, leaseUntil } of rows(patient, { leaseUntil: { lt: since } })) {
    yield {
      code: "task.lease",
      subject: id,
      message: `The worker that held it (${status}) was gone by ${formatTime(leaseUntil ?? since)}.`,
      advice: `Start the studio: it takes such tasks over. Or run ${fixCommand}: they are released.`,
      mend: async () =>
        (await releaseLease(patient.db, id, since)) ? "The task was released." : null,
    };
  }
}

/** Live, and yet nothing will ever come round to it. Only an unconfirmed task may wait for a person like that. */
async function* stranded(patient: Patient): AsyncGenerator<Finding> {
  const status = { in: liveStatuses.filter((each) => each !== "unconfirmed") };
  for await (const task of rows(patient, { status, dueAt: null, leaseUntil: null })) {
    const finding: Finding = {
      code: "task.stranded",
      subject: task.id,
      message: `It is ${task.status}, but has no time at which the worker would act on it.`,
      advice: `Run ${fixCommand}: it goes on from where it is.`,
      mend: async () =>
        (await makeDue(patient.db, task, patient.now)) ? "The task goes on." : null,
    };
    yield task.status === "waiting" ? forPerson(finding) : finding;
  }
}

/** Sending costs money: that a row nobody understands is sent is a person's decision. */
const forPerson = ({ mend: _, ...finding }: Finding): Finding => ({
  ...finding,
  advice: "Withdraw it in the studio and press Generate again.",
});

async function* overdue(patient: Patient): AsyncGenerator<Finding | Note> {
  const late = { dueAt: { lt: longAgo(patient.now) }, leaseUntil: null };
  const waiting = await patient.db.task.count({ where: { ...late, status: "waiting" } });
  if (waiting > 0) {
    yield {
      note: `${waiting} waiting for a free slot, a key, or a paused channel to be opened again.`,
    };
  }
  for await (const { id, status, dueAt } of rows(patient, {
    ...late,
    status: { not: "waiting" },
  })) {
    yield {
      code: "task.overdue",
      subject: id,
      message: `It is ${status} and has been due since ${formatTime(dueAt ?? patient.now)}.`,
      advice: "Start the studio. If it runs, look at GET /api/health and at its log.",
    };
  }
}

/** An index forbids it within a channel; between channels it means that two rows would save one film. */
async function* sharedIds({ db }: Patient): AsyncGenerator<Finding> {
  const shared = await db.task.groupBy({
    by: ["sandbox", "upstreamId"],
    where: { upstreamId: { not: null } },
    having: { upstreamId: { _count: { gt: 1 } } },
  });
  for (const { sandbox, upstreamId } of shared) {
    const owners = await db.task.findMany({ where: { sandbox, upstreamId }, select: { id: true } });
    yield {
      code: "task.sharedId",
      subject: upstreamId,
      message: `API Yi's job belongs to several tasks: ${owners.map(({ id }) => id).join(", ")}.`,
      advice: "Open the tasks in the studio and compare their histories: one of them is wrong.",
    };
  }
}
