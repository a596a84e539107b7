import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchJson, isNotFound, isPassing, RequestError } from "./fetch-json";

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

describe("what an error means", () => {
  const refused = (status: number) => new RequestError({ kind: "refused", status });
  it.each([
    [refused(404), { passing: false, notFound: true }],
    [refused(400), { passing: false, notFound: false }],
    [refused(503), { passing: true, notFound: false }],
    [new RequestError({ kind: "unreachable" }), { passing: true, notFound: false }],
    [new RequestError({ kind: "unreadable" }), { passing: true, notFound: false }],
    [new Error("a bug"), { passing: true, notFound: false }],
  ])("%s", (error, expected) => {
    expect({ passing: isPassing(error), notFound: isNotFound(error) }).toEqual(expected);
  });
});
