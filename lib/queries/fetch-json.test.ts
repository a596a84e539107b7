import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchJson, isPassing, RequestError } from "./fetch-json";

afterEach(() => vi.unstubAllGlobals());

const answering = (answer: () => Promise<Response>) => vi.stubGlobal("fetch", vi.fn(answer));
const asIs = (body: unknown) => body;
const faultOf = async (reading: Promise<unknown>) => {
  const error = await reading.catch((caught: unknown) => caught);
  return error instanceof RequestError ? error.fault : error;
};

describe("fetchJson", () => {
  it("hands the body to its reader", async () => {
    answering(async () => Response.json({ films: 2 }));
    expect(await fetchJson("/api/x", asIs)).toEqual({ films: 2 });
  });

  it.each([404, 500, 503])("says with which status it was refused: %d", async (status) => {
    answering(async () => Response.json({ error: {} }, { status }));
    expect(await faultOf(fetchJson("/api/x", asIs))).toEqual({ kind: "refused", status });
  });

  it("tells a server that is down from one that speaks nonsense", async () => {
    answering(async () => Promise.reject(new TypeError("Failed to fetch")));
    expect(await faultOf(fetchJson("/api/x", asIs))).toEqual({ kind: "unreachable" });
    answering(async () => new Response("<html>"));
    expect(await faultOf(fetchJson("/api/x", asIs))).toEqual({ kind: "unreadable" });
  });

  it("keeps what the reader threw as the cause", async () => {
    answering(async () => Response.json({}));
    const cause = new Error("no tasks");
    const reading = fetchJson("/api/x", () => {
      throw cause;
    });
    await expect(reading).rejects.toMatchObject({ fault: { kind: "unreadable" }, cause });
  });

  it("lets an abort through as it is", async () => {
    const abort = new AbortController();
    abort.abort();
    answering(async () => Promise.reject(abort.signal.reason));
    expect(await faultOf(fetchJson("/api/x", asIs, abort.signal))).toBe(abort.signal.reason);
  });
});

describe("whether asking again may help", () => {
  const refused = (status: number) => new RequestError({ kind: "refused", status });
  it.each([
    [refused(404), false],
    [refused(400), false],
    [refused(503), true],
    [new RequestError({ kind: "unreachable" }), true],
    [new RequestError({ kind: "unreadable" }), true],
    [new Error("a bug"), true],
  ])("%s", (error, expected) => {
    expect(isPassing(error)).toBe(expected);
  });
});
