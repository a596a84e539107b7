import { expect, test } from "vitest";
import type { Charged } from "@/lib/failure";
import {
  type Charge,
  can,
  canMove,
  chargeOf,
  isTerminal,
  liveStatuses,
  slotStatuses,
  type TaskStatus,
  taskStatuses,
} from "./status";

// DESIGN "Task statuses".
const moves: Record<TaskStatus, TaskStatus[]> = {
  waiting: ["submitting", "canceled", "failed"],
  submitting: ["waiting", "unconfirmed", "queued", "failed"],
  unconfirmed: ["waiting", "queued", "failed"],
  // FAULTS 27: upstream denies the job for as long as it would keep a film.
  queued: ["in_progress", "archiving", "failed", "expired", "unconfirmed"],
  in_progress: ["queued", "archiving", "failed", "expired", "unconfirmed"],
  archiving: ["completed", "expired"],
  completed: [],
  failed: [],
  expired: [],
  canceled: [],
};

test.each(taskStatuses)("from %s only the edges of the design exist", (from) => {
  const reached = taskStatuses.filter((to) => canMove(from, to));
  expect(new Set(reached)).toEqual(new Set(moves[from]));
});

test("terminal statuses are sticky", () => {
  const settled = taskStatuses.filter(isTerminal);
  expect(settled).toEqual(["completed", "failed", "expired", "canceled"]);
  for (const from of settled) {
    for (const to of taskStatuses) expect(canMove(from, to)).toBe(false);
  }
  expect([...liveStatuses, ...settled]).toEqual([...taskStatuses]);
});

test("every live status leads to a settled one", () => {
  const reaches = (from: TaskStatus, seen: TaskStatus[] = []): boolean =>
    isTerminal(from) ||
    moves[from].some((to) => !seen.includes(to) && reaches(to, [...seen, from]));
  for (const status of liveStatuses) expect(reaches(status)).toBe(true);
});

test("only a task that was not sent can be canceled", () => {
  expect(taskStatuses.filter(can.cancel)).toEqual(["waiting"]);
});

test("whatever may be running upstream takes a slot", () => {
  expect(new Set(slotStatuses)).toEqual(
    new Set(["submitting", "unconfirmed", "queued", "in_progress"]),
  );
});

const charges: [TaskStatus, Charge][] = [
  ["waiting", "held"],
  ["submitting", "held"],
  ["unconfirmed", "uncertain"],
  ["queued", "held"],
  ["in_progress", "held"],
  ["archiving", "held"],
  ["completed", "charged"],
  ["failed", "released"],
  ["expired", "charged"],
  ["canceled", "released"],
];

test.each(charges)("the money of a task that is %s is %s", (status, charge) => {
  expect(chargeOf(status, null)).toBe(charge);
});

test.each<[Charged, Charge]>([
  ["no", "released"],
  ["yes", "charged"],
  ["unknown", "uncertain"],
])("a failure billed '%s' leaves the money %s", (charged, charge) => {
  expect(chargeOf("failed", charged)).toBe(charge);
});

test("what a failure says of billing counts for a failed task only", () => {
  for (const [status, charge] of charges.filter(([status]) => status !== "failed")) {
    expect(chargeOf(status, "yes")).toBe(charge);
  }
});
