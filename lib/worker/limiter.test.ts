import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeEach, describe, expect, it } from "vitest";
import { testDb } from "@/test/support/db";
import { paceOf } from "@/test/support/world";
import { keepQuiet, type RequestKind, takePlaceAlone } from "./limiter";
import { createMemory, type RequestMemory } from "./memory";

const run = promisify(execFile);
const door = { sandbox: false, channel: "sora-async" };
const start = Date.parse("2026-11-20T12:00:00Z");
const at = (ms: number) => new Date(start + ms);
let db: ReturnType<typeof testDb>["db"];
let url: string;
let memory: RequestMemory;
beforeEach(() => {
  ({ db, url } = testDb());
  memory = createMemory();
});

/** Asks `ms` after the start; the wall clock may have been set ahead or back since. */
const take = (kind: RequestKind, ms: number, { clockSet = 0, channel = "sora-async" } = {}) => {
  const clock = { now: () => at(ms + clockSet), monotonic: () => ms };
  const own = { sandbox: false, channel };
  return takePlaceAlone(db, { door: own, pace: paceOf(channel), kind, clock, memory });
};

describe("the request window", () => {
  it("lets 9 polls through in a minute, and keeps the tenth place for a submit", async () => {
    for (let sent = 0; sent < 9; sent++) expect(await take("other", sent * 1_000)).toBeNull();
    expect(await take("other", 9_000)).toEqual(at(61_000));
    expect(await take("create", 9_000)).toBeNull();
    expect(await take("create", 10_000)).toEqual(at(61_000));
    expect(await take("create", 61_001)).toBeNull();
  });

  it("never lets more than 10 into any 60 s, whatever is asked", async () => {
    const sent: number[] = [];
    for (let ms = 0; ms < 200_000; ms += 700) {
      if ((await take(ms % 3 ? "other" : "create", ms)) === null) sent.push(ms);
    }
    for (const from of sent) {
      expect(sent.filter((ms) => ms >= from && ms < from + 60_000).length).toBeLessThanOrEqual(10);
    }
    expect(sent.length).toBeGreaterThan(25);
  });

  it("is shared by processes that ask at the same time (FAULTS 48)", async () => {
    const script = "test/support/take-places.ts";
    const args = ["--conditions=react-server", "--import", "tsx", script, url, "20"];
    const asks = Array.from({ length: 3 }, () => run(process.execPath, args));
    const taken = (await Promise.all(asks)).map(({ stdout }) => Number(stdout));
    expect(taken.reduce((sum, one) => sum + one, 0)).toBe(10);
  });

  it("does not mix channels", async () => {
    for (let sent = 0; sent < 10; sent++) await take("create", sent);
    expect(await take("create", 20, { channel: "sora-official" })).toBeNull();
  });

  it.each([
    ["ahead", 86_400_000],
    ["back", -86_400_000],
  ])(
    "never refills when the clock is set a day %s, nor shuts for a day (FAULTS 47)",
    async (_way, clockSet) => {
      for (let sent = 0; sent < 10; sent++) await take("create", sent);
      expect(await take("create", 5_000, { clockSet })).toEqual(at(61_000 + clockSet));
      expect(await take("create", 61_001, { clockSet })).toBeNull();
    },
  );
});

describe("keeping quiet", () => {
  it("shuts the door for everybody until the time is over, and is never shortened", async () => {
    await keepQuiet(db, door, at(20_000));
    await keepQuiet(db, door, at(5_000));
    expect(await take("create", 10_000)).toEqual(at(20_000));
    expect(await take("create", 20_000)).toBeNull();
  });
});
