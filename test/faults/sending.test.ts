import type { LookupFunction } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { chargeOf } from "@/lib/task/status";
import { faultProxy } from "../support/fault-proxy";
import { checkInvariants } from "../support/invariants";
import { quickFilms } from "../support/quick-films";
import { type StudioOptions, type TestStudio, testStudio } from "../support/studio";
import { serveSockets } from "../support/wire";

vi.mock("@/lib/media/isolated", () => import("../support/in-process-media"));

const day = 24 * 3_600_000;
const studioWith = (options: StudioOptions = {}) =>
  testStudio({ make: quickFilms(), jobSpeed: 10, ...options });

const posts = ({ sandbox }: TestStudio) =>
  sandbox.requests().filter(({ method }) => method === "POST");

/** How long the task waited between its tries, in seconds. */
async function waits(studio: TestStudio, id: string | undefined): Promise<number[]> {
  const { events } = await studio.task(id);
  const tries = events.filter(({ to }) => to === "submitting").map(({ at }) => at.getTime());
  return tries.slice(1).map((at, index) => (at - (tries[index] ?? 0)) / 1_000);
}

describe("a POST that was provably not sent", () => {
  it("FAULTS 1: a refused connection is tried again after 1, 2, 4 s, and sent once", async () => {
    const studio = await studioWith();
    const proxy = await faultProxy(studio.sandbox.baseUrl);
    studio.plan.baseUrl = proxy.origin;
    await proxy.shut();
    const [id] = await studio.press();
    studio.startWorker();
    await studio.time.pass(10_000);
    expect(await studio.task(id)).toMatchObject({ status: "waiting", failureKind: "notSent" });
    expect(await waits(studio, id)).toEqual([1, 2, 4]);

    await proxy.open();
    await studio.time.settle();
    expect(await studio.task(id)).toMatchObject({ status: "completed", failureKind: null });
    expect(posts(studio)).toHaveLength(1);
    await checkInvariants(studio);
  });

  it("FAULTS 1: a name that cannot be resolved is tried again likewise", async () => {
    let broken = true;
    const api: LookupFunction = (_name, options, callback) => {
      const error = Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
      if (broken) callback(error, "");
      else if (options.all) callback(null, [{ address: "127.0.0.1", family: 4 }]);
      else callback(null, "127.0.0.1", 4);
    };
    const studio = await studioWith({ names: { api } });
    studio.plan.baseUrl = `http://api.example:${new URL(studio.sandbox.baseUrl).port}`;
    const [id] = await studio.press();
    studio.startWorker();
    await studio.time.pass(4_000);
    expect(await studio.task(id)).toMatchObject({ status: "waiting", failureKind: "notSent" });

    broken = false;
    await studio.time.settle();
    expect((await studio.task(id)).status).toBe("completed");
    expect(posts(studio)).toHaveLength(1);
    await checkInvariants(studio);
  });

  it.each([
    ["that is cut", ""],
    ["with something that speaks no TLS", "HTTP/1.1 400 Bad Request\r\n\r\n"],
  ])("FAULTS 2: a TLS handshake %s sends nothing, and is tried again", async (_how, said) => {
    const studio = await studioWith();
    const server = await serveSockets((socket) => socket.end(said));
    studio.plan.baseUrl = `https://127.0.0.1:${server.port}`;
    const [id] = await studio.press();
    studio.startWorker();
    await studio.time.pass(4_000);
    expect(await studio.task(id)).toMatchObject({ status: "waiting", failureKind: "notSent" });
    expect(await waits(studio, id)).toEqual([1, 2]);
    expect(server.received.join("")).not.toContain("/v1/videos");

    studio.plan.baseUrl = studio.sandbox.baseUrl;
    await studio.time.settle();
    expect((await studio.task(id)).status).toBe("completed");
    expect(posts(studio)).toHaveLength(1);
    await checkInvariants(studio);
  });
});

/** Presses once for each prompt, and expects that nothing in the world makes the studio send one of them again. */
async function neverSentAgain(studio: TestStudio, prompts: string[]): Promise<string[]> {
  const pressed = await Promise.all(prompts.map((prompt) => studio.press({ prompt })));
  studio.startWorker();
  await studio.time.settle();
  const sent = posts(studio).length;
  await studio.time.pass(2 * day);
  expect(posts(studio)).toHaveLength(sent);
  for (const [id] of pressed) {
    const task = await studio.task(id);
    expect(task).toMatchObject({ status: "unconfirmed", failureCharged: "unknown" });
    expect(chargeOf(task.status, "unknown")).toBe("uncertain");
    expect(task.events.filter(({ to }) => to === "submitting")).toHaveLength(1);
  }
  await checkInvariants(studio);
  return pressed.flat();
}

describe("a POST whose outcome nobody knows is unconfirmed, and never sent again", () => {
  it("FAULTS 3: when the connection breaks after the first byte, wherever it does", async () => {
    const studio = await studioWith({ timeouts: { create: 5_000 } });
    const proxy = await faultProxy(studio.sandbox.baseUrl);
    studio.plan.baseUrl = proxy.origin;
    proxy.faults.push(
      { on: /^POST/, requestBytes: 20, how: "reset" },
      { on: /^POST/, requestBytes: 300, how: "end" },
      { on: /^POST/, requestBytes: 20, how: "stall" },
      { on: /^POST/, answerBytes: 0, how: "reset" },
      { on: /^POST/, answerBytes: 40, how: "reset" },
      { on: /^POST/, answerBytes: 40, how: "end" },
      { on: /^POST/, answerBytes: 40, how: "stall" },
      { on: /^POST/, answerBytes: 280, how: "reset" },
    );
    const prompts = [...proxy.faults.keys()].map((fault) => `Fault ${fault}`);
    await neverSentAgain(studio, [...prompts, "[[reset]] a fox", "[[reset-paid]] a hare"]);
    expect(proxy.faults).toEqual([]);
    expect(studio.sandbox.bill().lines).toHaveLength(6);
  });

  it("FAULTS 4: when no answer comes, from the timeout on", async () => {
    const studio = await studioWith({ timeouts: { create: 500 } });
    const ids = await neverSentAgain(studio, ["[[stall]] a fox", "[[stall-paid]] a hare"]);
    for (const id of ids) {
      expect((await studio.task(id)).failureMessage).toContain("took over 500 ms");
    }
    expect(studio.sandbox.bill().lines).toHaveLength(1);
  });

  it("FAULTS 5: when a gateway gives up, in HTML or in JSON", async () => {
    const studio = await studioWith();
    const statuses = [500, 502, 503, 504, 524];
    const paid = statuses.map((status) => `[[${status}-paid]] a hare`);
    await neverSentAgain(studio, [...statuses.map((status) => `[[${status}]] a fox`), ...paid]);
    expect(posts(studio).map(({ status }) => status)).toEqual(
      expect.arrayContaining([...statuses, ...statuses]),
    );
    expect(studio.sandbox.bill().lines).toHaveLength(statuses.length);
    expect(await studio.db.channelPause.count()).toBe(0);
  });

  it("FAULTS 10: when a success cannot be read; what came is kept, without the key", async () => {
    const studio = await studioWith();
    const [half, page] = await neverSentAgain(studio, ["[[bad-json]] a fox", "[[html]] a hare"]);
    expect(await detailOf(studio, half)).toMatch(/^\{"id":"video_\w+",.*[^}]$/);
    expect(await detailOf(studio, page)).toContain("<h1>200 OK</h1>");

    const key = studio.plan.keys["sora-official"] ?? "";
    const echo = { status: 200, body: `{"authorization":"Bearer ${key}","id":"video_` };
    studio.sandbox.inject({ method: "POST", path: "/v1/videos", times: 1, answer: echo });
    const [echoed] = await studio.press();
    await studio.time.settle();
    expect((await studio.task(echoed)).status).toBe("unconfirmed");
    expect(await detailOf(studio, echoed)).toContain("[redacted]");
    expect(JSON.stringify((await studio.task(echoed)).events)).not.toContain(key);
    await checkInvariants(studio);
  });

  it("FAULTS 11: when a success has no id", async () => {
    const studio = await studioWith();
    await neverSentAgain(studio, ["[[no-id]] a fox"]);
  });

  it("FAULTS 12: when the id is another task's, which keeps it", async () => {
    const studio = await studioWith();
    const [first] = await studio.press();
    studio.startWorker();
    await studio.time.until(async () => (await studio.task(first)).upstreamId !== null);
    const [second] = await neverSentAgain(studio, ["[[same-id]] a hare"]);
    expect(await studio.task(second)).toMatchObject({ upstreamId: null, attention: "idTaken" });
    const { status, upstreamId, prompt } = await studio.task(first);
    expect(status).toBe("completed");
    expect(studio.sandbox.bill().lines.find(({ id }) => id === upstreamId)).toMatchObject({
      prompt,
    });
  });
});

async function detailOf(studio: TestStudio, id: string | undefined): Promise<string> {
  const { events } = await studio.task(id);
  return events.find(({ to }) => to === "unconfirmed")?.detail ?? "";
}
