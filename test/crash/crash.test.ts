import { expect, test } from "vitest";
import { boundaries, boundaryNames } from "./boundaries";
import { crashAt } from "./steps";
import { judge } from "./verdict";

/**
 * Where the one task ends. Whether it was in doubt on the way is no promise: a machine that is busy enough may well lose
 * a lease a second time.
 */
const ends = { completed: "completed", adopted: "completed", unconfirmed: "unconfirmed" } as const;

test.concurrent.each(boundaryNames.map((boundary, seed) => ({ boundary, seed })))(
  "a worker killed $boundary neither pays twice nor loses a film",
  async ({ boundary, seed }) => {
    const { killed, evidence } = await crashAt(boundary, { seed });
    expect(killed).toBe(true);
    expect(judge(evidence)).toEqual([]);
    const statuses = evidence.tasks.map(({ status }) => status);
    expect(statuses).toEqual([ends[boundaries[boundary]]]);
  },
  600_000,
);
