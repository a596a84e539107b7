import { expect, it, onTestFinished } from "vitest";
import { claimOne, recordTasks } from "@/test/support/tasks";
import { testWorld } from "@/test/support/world";
import { leaseMs, watchLease } from "./lease-watch";

it.each([
  ["a process that was stopped", leaseMs, leaseMs],
  ["a machine that slept: only the wall clock went on", 0, leaseMs],
  ["a wall clock that was set back", leaseMs, -leaseMs],
])("a lease is not trusted by %s (FAULTS 20, 47)", async (_who, monotonic, wall) => {
  const world = testWorld();
  await recordTasks(world.db, world.clock.now());
  const now = world.clock.now();
  const task = await claimOne(world.db, now, "waiting");
  let passed = { monotonic: 0, wall: 0 };
  const clock = {
    now: () => new Date(now.getTime() + passed.wall),
    monotonic: () => passed.monotonic,
  };
  const lease = watchLease({ ...world, clock }, task, 0);
  onTestFinished(() => lease.end());
  expect(lease.holds()).toBe(true);
  passed = { monotonic, wall };
  expect(lease.holds()).toBe(false);
});
