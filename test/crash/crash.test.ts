import { expect, test } from "vitest";
import { boundaries, boundaryNames } from "./boundaries";
import type { Evidence } from "./evidence";
import { crashAt } from "./steps";
import { judge } from "./verdict";

/** How the one task of a crash has ended, and whether it was ever uncertain. */
function endOf({ tasks: [task] }: Evidence): string {
  const doubted = task?.events.some(({ to }) => to === "unconfirmed");
  return doubted && task?.status === "completed" ? "adopted" : String(task?.status);
}

test.concurrent.each(boundaryNames.map((boundary, seed) => ({ boundary, seed })))(
  "a worker killed $boundary neither pays twice nor loses a film",
  async ({ boundary, seed }) => {
    const { killed, evidence } = await crashAt(boundary, { seed });
    expect(killed).toBe(true);
    expect(judge(evidence)).toEqual([]);
    expect(endOf(evidence)).toBe(boundaries[boundary]);
  },
  600_000,
);
