import { describe, expect, it } from "vitest";
import { aFilm, aTask, inDetail } from "@/test/support/views";
import { readChannels, readTask, readTaskPage } from "./shapes";

describe("readTaskPage", () => {
  it("reads what the server sends", () => {
    const page = { tasks: [aTask(), aFilm({ id: "t2" })], nextCursor: "c" };
    expect(readTaskPage(JSON.parse(JSON.stringify(page)))).toEqual(page);
  });

  it("ignores what a newer server adds", () => {
    const page = { tasks: [{ ...aTask(), favourite: true }], nextCursor: null, total: 1 };
    expect(readTaskPage(page)).toEqual({ tasks: [aTask()], nextCursor: null });
  });

  it("leaves out a row it cannot understand and keeps the others", () => {
    const page = { tasks: [{ ...aTask(), status: "dreaming" }, aFilm()], nextCursor: null };
    expect(readTaskPage(page).tasks).toEqual([aFilm()]);
  });

  it("reads a failure of a new kind as the general one", () => {
    const failure = { kind: "meteorite", charged: "half", message: "boom" };
    const page = { tasks: [{ ...aTask({ status: "failed" }), failure }], nextCursor: null };
    expect(readTaskPage(page).tasks[0]?.failure).toEqual({
      kind: "upstream",
      charged: "unknown",
      message: "boom",
    });
  });

  it.each([null, {}, { tasks: "none" }, "<html>"])("refuses what is no page: %j", (body) => {
    expect(() => readTaskPage(body)).toThrow();
  });
});

describe("readTask", () => {
  it("reads a task with its evidence", () => {
    const event = {
      at: "2026-11-20T10:00:00.000Z",
      from: null,
      to: "waiting" as const,
      httpStatus: null,
      requestId: null,
      detail: null,
    };
    const detail = inDetail(aFilm(), { upstreamId: "video_1", events: [event] });
    expect(readTask(JSON.parse(JSON.stringify(detail)))).toEqual(detail);
  });

  it("refuses a task it cannot understand", () => {
    expect(() => readTask({ id: "t1" })).toThrow();
  });
});

describe("readChannels", () => {
  it("reads the list and leaves out what it cannot understand", () => {
    const channel = {
      id: "sora-async",
      hasKey: true,
      pauses: [{ model: null, kind: "auth", message: "no", pausedAt: "2026-11-20T10:00:00.000Z" }],
      slots: { used: 1, of: 5 },
      waiting: 0,
    };
    expect(readChannels({ channels: [channel, { id: 3 }] })).toEqual([channel]);
  });
});
