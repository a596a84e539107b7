import { expect, it } from "vitest";
import { testDb } from "@/test/support/db";
import { taskAt } from "@/test/support/tasks";
import { keepBalance, keepBalanceFault, readBalanceView, restartComparison } from "./balance";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));

it("compares what left the account with what the books know of it", async () => {
  const { db } = testDb();
  expect(await readBalanceView(db, true)).toEqual({
    isOn: true,
    now: null,
    fault: null,
    since: null,
  });

  await taskAt(db, at(0), { status: "completed" });
  await keepBalance(db, 10_000_000n, at(1));
  // Sent and settled, sent, not sent yet, perhaps sent, and play money.
  await taskAt(db, at(2), { status: "completed" });
  await taskAt(db, at(2), { status: "queued" });
  await taskAt(db, at(2), { status: "waiting" });
  await taskAt(db, at(2), { status: "unconfirmed", dueAt: null });
  await taskAt(db, at(2), { status: "completed", sandbox: true });
  await keepBalance(db, 8_800_000n, at(3));
  expect(await readBalanceView(db, true)).toEqual({
    isOn: true,
    now: { at: at(3).toISOString(), balanceMicros: 8_800_000 },
    fault: null,
    since: {
      at: at(1).toISOString(),
      goneMicros: 1_200_000,
      bookedMicros: 800_000,
      uncertainMicros: 400_000,
      differenceMicros: 400_000,
    },
  });

  await restartComparison(db, at(4));
  const { since } = await readBalanceView(db, true);
  expect(since).toMatchObject({ at: at(3).toISOString(), goneMicros: 0, differenceMicros: 0 });
});

it("keeps the last reading when the next one fails, and says so until one succeeds", async () => {
  const { db } = testDb();
  await keepBalance(db, 5n, at(0));
  await keepBalanceFault(db, "auth", at(1));
  expect(await readBalanceView(db, true)).toMatchObject({
    now: { balanceMicros: 5 },
    fault: "auth",
  });
  await keepBalance(db, 4n, at(2));
  expect((await readBalanceView(db, true)).fault).toBeNull();
});
