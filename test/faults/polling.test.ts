import { describe, expect, it, vi } from "vitest";
import { chargeOf } from "@/lib/task/status";
import { claimId, declareNotCreated, sendAgain } from "@/lib/task/unconfirmed";
import { deferred } from "../support/deferred";
import { checkInvariants } from "../support/invariants";
import { quickFilms } from "../support/quick-films";
import { type TestStudio, testStudio } from "../support/studio";

vi.mock("@/lib/media/isolated", () => import("../support/in-process-media"));

const minute = 60_000;
const hour = 60 * minute;

/** When the job of a task was looked at, in ms since the first look. */
async function looks(studio: TestStudio, id: string | undefined): Promise<number[]> {
  const { upstreamId } = await studio.task(id);
  const polls = studio.sandbox
    .requests()
    .filter(({ method, path }) => method === "GET" && path === `/v1/videos/${upstreamId}`);
  return polls.map(({ at }) => at - (polls[0]?.at ?? 0));
}

describe("a poll that fails", () => {
  it("FAULTS 25: for an hour, by timeout, reset or 5xx, leaves the task alive, ever more rarely asked", async () => {
    const studio = await testStudio({ make: quickFilms(), timeouts: { poll: 1_500 } });
    const words = ["poll-500", "poll-502", "poll-reset", "poll-stall"];
    const pressed = await Promise.all(
      words.map((word) => studio.press({ prompt: `[[${word}*14]] a fox` })),
    );
    const ids = pressed.flat();
    studio.startWorker();
    await studio.time.pass(hour);
    for (const id of ids) {
      const { status, dueAt, failureKind } = await studio.task(id);
      expect({ status, failureKind }).toEqual({ status: "queued", failureKind: null });
      const wait = (dueAt?.getTime() ?? 0) - studio.clock.now().getTime();
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(10 * minute);
      const gaps = (await looks(studio, id)).map((at, index, all) => at - (all[index - 1] ?? 0));
      expect(gaps.length).toBeGreaterThan(6);
      expect(gaps.length).toBeLessThan(14);
      expect(gaps.at(-1)).toBeGreaterThan(4 * minute);
    }
    // With jitter: those that failed together do not come back together.
    const last = await Promise.all(ids.map(async (id) => (await looks(studio, id)).at(-1)));
    expect(new Set(last).size).toBe(ids.length);
    await checkInvariants(studio);

    await studio.time.settle();
    for (const id of ids) expect((await studio.task(id)).status).toBe("completed");
    await checkInvariants(studio);
  });

  it("FAULTS 26: with “not found” soon after the create is given five minutes", async () => {
    const studio = await testStudio({ make: quickFilms() });
    const [id] = await studio.press({ prompt: "[[poll-late]] a fox" });
    studio.startWorker();
    await studio.time.until(async () => (await studio.task(id)).attempts === 2);
    expect(await studio.task(id)).toMatchObject({ status: "queued", attention: null });
    await studio.time.settle();
    expect(await studio.task(id)).toMatchObject({ status: "completed", attention: null });
    await checkInvariants(studio);
  });

  it("FAULTS 27: with “not found” for good asks for a look, and keeps the hold", async () => {
    const studio = await testStudio({ make: quickFilms() });
    const [id] = await studio.press({ prompt: "[[poll-lost]] a fox" });
    studio.startWorker();
    await studio.time.pass(4 * minute);
    expect(await studio.task(id)).toMatchObject({ status: "queued", attention: null });
    await studio.time.pass(11 * minute);
    const { status, attention } = await studio.task(id);
    expect({ status, attention }).toEqual({ status: "queued", attention: "notFound" });
    expect(chargeOf(status, null)).toBe("held");
    await checkInvariants(studio);
    await studio.time.pass(23 * hour);
    expect(await studio.task(id)).toMatchObject({ status: "queued", attention: "notFound" });
    await checkInvariants(studio);
  });

  it("FAULTS 27: past the day that a film is kept, leaves it to the user, and polls no more", async () => {
    const studio = await testStudio({ make: quickFilms() });
    const prompt = "[[poll-lost]] a fox";
    const pressed = await Promise.all([1, 2, 3].map(() => studio.press({ prompt })));
    const [back = "", gone = "", again = ""] = pressed.flat();
    studio.startWorker();
    await studio.time.settle();
    for (const id of [back, gone, again]) {
      const { status, attention } = await studio.task(id);
      expect({ status, attention }).toEqual({ status: "unconfirmed", attention: "notFound" });
      expect(chargeOf(status, "unknown")).toBe("uncertain");
      expect((await looks(studio, id)).at(-1)).toBeGreaterThan(24 * hour);
    }
    await checkInvariants(studio);

    const { upstreamId } = await studio.task(back);
    expect(await claimId(studio.db, back, upstreamId ?? "", studio.clock.now())).toBeNull();
    expect(await declareNotCreated(studio.db, gone, studio.clock.now())).toBeNull();
    const unlimited = { ceilingMicros: null };
    expect(await sendAgain(studio.db, again, studio.clock.now(), unlimited)).toBeNull();
    await studio.time.pass(hour);
    expect(await studio.task(back)).toMatchObject({ status: "unconfirmed", upstreamId });
    expect(await studio.task(gone)).toMatchObject({ status: "failed", failureCharged: "no" });
    expect(await studio.task(again)).toMatchObject({ status: "queued" });
    expect((await studio.task(again)).upstreamId).not.toBeNull();
  });
});

describe("a job that behaves oddly", () => {
  it("FAULTS 28: with a status word that nobody knows is polled on, and logged once", async () => {
    const studio = await testStudio({ make: quickFilms() });
    const [id] = await studio.press({ prompt: "[[unknown-status]] a fox" });
    studio.startWorker();
    await studio.time.settle();
    expect((await studio.task(id)).status).toBe("completed");
    expect((await looks(studio, id)).length).toBeGreaterThan(3);
    const told = studio.log.filter(({ msg }) => msg === "upstream used an unknown status");
    expect(told).toHaveLength(1);
    await checkInvariants(studio);
  });

  it("FAULTS 29: whose progress falls is shown as it is, and nothing is made of it", async () => {
    const studio = await testStudio({ make: quickFilms() });
    const [id] = await studio.press({ prompt: "[[progress]] [[slow]] a fox" });
    studio.startWorker();
    const seen: number[] = [];
    await studio.time.until(async () => {
      const { progress, status } = await studio.task(id);
      if (status === "in_progress" && progress !== null && progress !== seen.at(-1)) {
        seen.push(progress);
      }
      return status === "completed";
    });
    expect(seen.some((progress, index) => progress < (seen[index - 1] ?? 0))).toBe(true);
    expect(seen).toContain(100);
    await checkInvariants(studio);
  });

  it("FAULTS 29: whose progress sticks at 99 is waited for", async () => {
    const drawn = deferred();
    const make = quickFilms();
    const studio = await testStudio({
      async make(...film) {
        await drawn.promise;
        await make(...film);
      },
    });
    const [id] = await studio.press();
    studio.startWorker();
    await studio.time.pass(2 * hour);
    expect(await studio.task(id)).toMatchObject({ status: "in_progress", progress: 99 });
    drawn.resolve();
    await studio.time.settle();
    expect((await studio.task(id)).status).toBe("completed");
    await checkInvariants(studio);
  });

  it("FAULTS 30: that takes over ten minutes is flagged, polled on, and saved", async () => {
    const studio = await testStudio({ make: quickFilms() });
    const [id] = await studio.press({ prompt: "[[slow]] a fox" });
    studio.startWorker();
    await studio.time.pass(9 * minute);
    expect(await studio.task(id)).toMatchObject({ status: "in_progress", attention: null });
    await studio.time.pass(3 * minute);
    expect(await studio.task(id)).toMatchObject({ status: "in_progress", attention: "slow" });
    await studio.time.settle();
    expect(await studio.task(id)).toMatchObject({ status: "completed", attention: null });
    await checkInvariants(studio);
  });

  it("FAULTS 30: that hangs for a day is watched all day, ever more rarely", async () => {
    const studio = await testStudio({ make: quickFilms() });
    const [id] = await studio.press({ prompt: "[[never]] a fox" });
    studio.startWorker();
    await studio.time.pass(23 * hour);
    expect(await studio.task(id)).toMatchObject({ status: "in_progress", attention: "slow" });
    const gaps = (await looks(studio, id)).map((at, index, all) => at - (all[index - 1] ?? 0));
    expect(gaps.at(-1)).toBe(hour);
    expect(gaps.length).toBeLessThan(80);
    await studio.time.settle();
    const { status, failureCharged } = await studio.task(id);
    expect({ status, failureCharged }).toEqual({ status: "failed", failureCharged: "no" });
    await checkInvariants(studio);
  });

  it("FAULTS 31: that reads in_progress after it was completed stays completed", async () => {
    const studio = await testStudio({ make: quickFilms() });
    const [saved] = await studio.press({ prompt: "[[relapse]] a fox" });
    // Its link fails, so that the job is asked about again; every other answer then is a relapse.
    const [asked] = await studio.press({
      prompt: "[[relapse]] [[cdn-403]] [[content-lag]] a hare",
    });
    studio.startWorker();
    await studio.time.settle();
    for (const id of [saved, asked]) {
      const { status, events } = await studio.task(id);
      expect(status).toBe("completed");
      const moves = events.map(({ to }) => to);
      expect(moves.slice(moves.indexOf("archiving"))).toEqual(["archiving", "completed"]);
    }
    await checkInvariants(studio);
  });
});
