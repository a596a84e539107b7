import { describe, expect, it, vi } from "vitest";
import { createTasks } from "@/lib/actions/tasks";
import { builtInCatalogue } from "@/lib/catalogue/catalogue";
import { applyOverrides, parseOverrides } from "@/lib/catalogue/overrides";
import { quoteFor } from "@/lib/catalogue/quote";
import type { Db } from "@/lib/db";
import { listPauses } from "@/lib/task/pause";
import { chargeOf } from "@/lib/task/status";
import { claimId, declareNotCreated, sendAgain } from "@/lib/task/unconfirmed";
import { checkInvariants } from "../support/invariants";
import { quickFilms } from "../support/quick-films";
import { type StudioOptions, type TestStudio, testStudio } from "../support/studio";
import { taskInput } from "../support/tasks";

vi.mock("@/lib/media/isolated", () => import("../support/in-process-media"));

// The action as the studio's own page calls it, on the test's database.
const page = vi.hoisted(() => ({ db: null as Db | null }));
vi.mock("@/lib/db", async (actual) => ({
  ...(await actual<typeof import("@/lib/db")>()),
  db: () => page.db,
}));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" }),
}));
vi.stubEnv("API_YI_OFFICIAL_KEY", "sk-test");
vi.stubEnv("LOG_LEVEL", "silent");

const studioWith = (options: StudioOptions = {}) =>
  testStudio({ make: quickFilms(), jobSpeed: 10, ...options });

const posts = ({ sandbox }: TestStudio) =>
  sandbox.requests().filter(({ method }) => method === "POST");

/** Presses Generate through the server action. */
async function act(studio: TestStudio, input = taskInput()): Promise<string[]> {
  page.db = studio.db;
  const result = await createTasks(input);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.taskIds;
}

describe("one wish", () => {
  it("FAULTS 17: pressed ten times at once, in two tabs, is one intent", async () => {
    const studio = await studioWith();
    studio.startWorker();
    const input = taskInput({ takes: 2 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => act(studio, input)));
    expect(new Set(answers.map((ids) => ids.join())).size).toBe(1);
    await studio.time.settle();
    for (const id of answers[0] ?? []) expect((await studio.task(id)).status).toBe("completed");
    expect(await studio.db.task.count()).toBe(2);
    expect(posts(studio)).toHaveLength(2);
    await checkInvariants(studio);
  });

  it("FAULTS 18: whose action is replayed later gives back the same task, and sends nothing", async () => {
    const studio = await studioWith();
    studio.startWorker();
    const input = taskInput();
    const first = await act(studio, input);
    await studio.time.settle();
    expect(await act(studio, input)).toEqual(first);
    await studio.time.pass(3_600_000);
    expect(posts(studio)).toHaveLength(1);
    await checkInvariants(studio);
  });

  it("FAULTS 19: claimed by two workers is sent by one", async () => {
    const studio = await studioWith();
    const ids = (await Promise.all([1, 2, 3, 4].map(() => studio.press({ takes: 5 })))).flat();
    for (const _ of [1, 2, 3]) studio.startWorker();
    await studio.time.settle();
    for (const id of ids) {
      const { status, events } = await studio.task(id);
      expect(status).toBe("completed");
      expect(events.filter(({ to }) => to === "submitting")).toHaveLength(1);
    }
    expect(posts(studio)).toHaveLength(ids.length);
    await checkInvariants(studio);
  });

  it("FAULTS 50: keeps the price that it was shown, whatever the catalogue says later", async () => {
    const studio = await studioWith();
    const input = taskInput();
    const [id] = await studio.press(input);
    const edit = { "sora-official": { models: { "sora-2": { price: dearer } } } };
    const overrides = parseOverrides(builtInCatalogue, edit);
    if (!overrides.ok) throw new Error(overrides.error.join());
    const edited = applyOverrides(builtInCatalogue, overrides.value, "2026-11-20");
    expect(quoteFor(edited, input)?.eachMicros).toBe(3_600_000n);
    expect(await studio.press(input, edited)).toEqual([id]);
    studio.startWorker();
    await studio.time.settle();
    expect(await studio.task(id)).toMatchObject({ status: "completed", priceMicros: 400_000n });
    await checkInvariants(studio);
  });

  it("FAULTS 51: goes on with its channel when the key is replaced while the job runs", async () => {
    const studio = await studioWith({ jobSpeed: 1 });
    const [id] = await studio.press();
    studio.startWorker();
    await studio.time.until(async () => (await studio.task(id)).status === "in_progress");
    await checkInvariants(studio);
    await studio.restartSandbox({ keys: { "sora-official": "sk-new" } });
    await studio.time.pass(60_000);
    const fingerprintOf = (channel: string) => studio.plan.keys[channel] ?? null;
    expect(await listPauses(studio.db, false, fingerprintOf)).toMatchObject([{ kind: "auth" }]);
    expect((await studio.task(id)).status).toBe("in_progress");

    studio.plan.keys["sora-official"] = "sk-new";
    expect(await listPauses(studio.db, false, fingerprintOf)).toEqual([]);
    await studio.time.settle();
    expect((await studio.task(id)).status).toBe("completed");
    await checkInvariants(studio);
  });
});

const dearer = { microsPerSecond: { "720x1280": 900_000, "1280x720": 900_000 } };

describe("a task that was perhaps paid", () => {
  const lists = ({ sandbox }: TestStudio) =>
    sandbox
      .requests()
      .filter(({ method, path: where }) => method === "GET" && where === "/v1/videos");

  it("FAULTS 22: is adopted when upstream's list has the one job that it can be", async () => {
    const studio = await studioWith({ list: true });
    const [other] = await studio.press();
    const [longer] = await studio.press({ seconds: 8, prompt: "[[no-id]] a hare" });
    studio.startWorker();
    await studio.time.settle();
    const [id] = await studio.press({ prompt: "[[reset-paid]] a fox" });
    await studio.time.settle();
    for (const each of [other, longer, id]) {
      expect((await studio.task(each)).status).toBe("completed");
    }
    expect(posts(studio)).toHaveLength(3);
    await checkInvariants(studio);
  });

  it("FAULTS 22: and stays unconfirmed when the list does not have it, until the user decides", async () => {
    const studio = await studioWith({ list: true });
    const [lost] = await studio.press({ prompt: "[[reset]] a fox" });
    const [again] = await studio.press({ prompt: "[[reset]] a hare", seconds: 8 });
    studio.startWorker();
    await studio.time.pass(25 * 3_600_000);
    for (const id of [lost, again]) {
      const { status } = await studio.task(id);
      expect(chargeOf(status, "unknown")).toBe("uncertain");
    }
    await checkInvariants(studio);
    await declareNotCreated(studio.db, lost ?? "", studio.clock.now());
    await sendAgain(studio.db, again ?? "", studio.clock.now(), { ceilingMicros: null });
    await studio.time.settle();
    expect(await studio.task(lost)).toMatchObject({ status: "failed", failureCharged: "no" });
    expect((await studio.task(again)).status).toBe("completed");
    await checkInvariants(studio);
  });

  it("FAULTS 23: stays unconfirmed when it can be several jobs, and the user picks", async () => {
    const studio = await studioWith({ list: true });
    const ids = await studio.press({ prompt: "[[reset-paid*2]] a fox", takes: 2 });
    studio.startWorker();
    await studio.time.settle();
    const [first = "", second = ""] = ids;
    const candidates = ((await studio.task(first)).candidates ?? "").split("\n");
    expect(candidates.sort()).toEqual(
      studio.sandbox
        .bill()
        .lines.map(({ id }) => id)
        .sort(),
    );
    expect((await studio.task(second)).status).toBe("unconfirmed");
    await checkInvariants(studio);

    const [one = "", two = ""] = candidates;
    expect(await claimId(studio.db, first, one, studio.clock.now())).toBeNull();
    await studio.time.settle();
    expect(await claimId(studio.db, second, one, studio.clock.now())).toBe("taken");
    expect(await claimId(studio.db, second, two, studio.clock.now())).toBeNull();
    await studio.time.settle();
    expect(await studio.task(first)).toMatchObject({ status: "completed", upstreamId: one });
    expect(await studio.task(second)).toMatchObject({ status: "completed", upstreamId: two });
    await checkInvariants(studio);
  });

  it("FAULTS 24: asks a channel without a list once, also after a restart", async () => {
    const studio = await studioWith();
    const first = studio.startWorker();
    const [one] = await studio.press({ prompt: "[[reset-paid]] a fox" });
    await studio.time.settle();
    await first.stop(1_000);
    studio.startWorker();
    const [two] = await studio.press({ prompt: "[[reset-paid]] a hare" });
    await studio.time.settle();
    for (const id of [one, two]) expect((await studio.task(id)).status).toBe("unconfirmed");
    expect(lists(studio)).toHaveLength(1);
    await checkInvariants(studio);
  });
});
