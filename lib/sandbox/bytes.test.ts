import { describe, expect, it } from "vitest";
import { parseRange, type Serving, serveBytes } from "./bytes";

describe("parseRange", () => {
  it.each([
    [null, null],
    ["bytes=0-9", { start: 0, end: 10 }],
    ["bytes=90-", { start: 90, end: 100 }],
    ["bytes=90-500", { start: 90, end: 100 }],
    ["bytes=-10", { start: 90, end: 100 }],
    ["bytes=-500", { start: 0, end: 100 }],
    ["bytes=99-99", { start: 99, end: 100 }],
    ["bytes=100-", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=9-3", null],
    ["bytes=-", null],
    ["bytes=0-1,5-6", null],
    ["lines=0-1", null],
  ])("%s of 100 bytes", (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected);
  });
});

const bytes = Uint8Array.from({ length: 100 }, (_, index) => index);
const film: Serving = { bytes, type: "video/mp4", etag: '"e"' };
const ask = (headers: HeadersInit, serving: Partial<Serving> = {}, method = "GET") =>
  serveBytes(new Request("http://cdn.test/", { headers, method }), { ...film, ...serving });

describe("serveBytes", () => {
  it("serves the whole with its length, type and validator", async () => {
    const response = ask({});
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "accept-ranges": "bytes",
      "content-length": "100",
      "content-type": "video/mp4",
      etag: '"e"',
    });
    expect(await response.bytes()).toEqual(bytes);
  });

  it("serves a range", async () => {
    const response = ask({ Range: "bytes=40-49", "If-Range": '"e"' });
    expect(response.status).toBe(206);
    expect(response.headers.get("Content-Range")).toBe("bytes 40-49/100");
    expect(response.headers.get("Content-Length")).toBe("10");
    expect(await response.bytes()).toEqual(bytes.subarray(40, 50));
  });

  it("serves the whole when If-Range names another film", async () => {
    const response = ask({ Range: "bytes=40-49", "If-Range": '"other"' });
    expect(response.status).toBe(200);
    expect(await response.bytes()).toHaveLength(100);
  });

  it("refuses a range beyond the end with the true length", () => {
    const response = ask({ Range: "bytes=100-" });
    expect(response.status).toBe(416);
    expect(response.headers.get("Content-Range")).toBe("bytes */100");
  });

  it("answers HEAD with the headers of GET and no body", () => {
    const response = ask({}, {}, "HEAD");
    expect(response.headers.get("Content-Length")).toBe("100");
    expect(response.body).toBeNull();
  });

  it.each<[what: string, serving: Partial<Serving>, sent: number]>([
    ["fewer bytes than stated", { omit: 30 }, 70],
    ["more bytes than stated", { omit: -30 }, 130],
  ])("sends %s", async (_, serving, sent) => {
    const response = ask({}, serving);
    expect(response.headers.get("Content-Length")).toBe("100");
    expect(await response.bytes()).toHaveLength(sent);
  });

  it("breaks off where it is told, and not when the range ends before", async () => {
    await expect(ask({}, { cutAfter: 60 }).bytes()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(await ask({ Range: "bytes=50-" }, { cutAfter: 60 }).bytes()).toHaveLength(50);
  });

  it("falls silent where it is told, until the caller gives up", async () => {
    const abort = new AbortController();
    const request = new Request("http://cdn.test/", { signal: abort.signal });
    const reader = serveBytes(request, { ...film, stallAfter: 60 }).body?.getReader();
    expect((await reader?.read())?.value).toHaveLength(60);
    const silence = reader?.read();
    abort.abort(new Error("enough"));
    await expect(silence).rejects.toThrow("enough");
  });
});
