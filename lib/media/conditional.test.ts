import { describe, expect, test } from "vitest";
import { decideAnswer } from "./conditional";

const etag = '"abc-1"';
const modified = "Fri, 20 Nov 2026 10:00:00 GMT";
const earlier = "Fri, 20 Nov 2026 09:59:59 GMT";
const later = "Fri, 20 Nov 2026 10:00:01 GMT";
const validators = { etag, lastModified: new Date(modified) };

const decide = (headers: Record<string, string>, method = "GET") =>
  decideAnswer({ method, headers: new Headers(headers) }, 1000, validators);

const range = { range: "bytes=0-9" };
const part = { status: 206, range: { start: 0, end: 9 } };

describe("without preconditions", () => {
  test.each([
    [{}, { status: 200 }],
    [range, part],
    [{ range: "bytes=1000-" }, { status: 416 }],
    [{ range: "bytes=0-1,5-6" }, { status: 200 }],
  ])("%j", (headers, expected) => {
    expect(decide(headers)).toEqual(expected);
  });

  test("HEAD has no ranges", () => {
    expect(decide(range, "HEAD")).toEqual({ status: 200 });
    expect(decide({ range: "bytes=1000-" }, "HEAD")).toEqual({ status: 200 });
  });
});

describe("the client's own copy", () => {
  test.each([
    [{ "if-none-match": etag }, 304],
    [{ "if-none-match": `W/${etag}` }, 304],
    [{ "if-none-match": `"other", ${etag}` }, 304],
    [{ "if-none-match": "*" }, 304],
    [{ "if-none-match": '"other"' }, 200],
    [{ "if-none-match": "" }, 200],
    [{ "if-modified-since": modified }, 304],
    [{ "if-modified-since": later }, 304],
    [{ "if-modified-since": earlier }, 200],
    [{ "if-modified-since": "yesterday" }, 200],
    // the tag wins over the date
    [{ "if-none-match": '"other"', "if-modified-since": modified }, 200],
    // and both over the range
    [{ "if-none-match": etag, ...range }, 304],
    // a current copy is current for HEAD too
  ])("%j is %i", (headers, status) => {
    expect(decide(headers)).toEqual({ status });
    if (!("range" in headers)) expect(decide(headers, "HEAD")).toEqual({ status });
  });
});

describe("only if it is still the same", () => {
  test.each([
    [{ "if-match": etag }, 200],
    [{ "if-match": "*" }, 200],
    [{ "if-match": `"other", ${etag}` }, 200],
    [{ "if-match": '"other"' }, 412],
    [{ "if-match": `W/${etag}` }, 412],
    [{ "if-unmodified-since": modified }, 200],
    [{ "if-unmodified-since": later }, 200],
    [{ "if-unmodified-since": earlier }, 412],
    [{ "if-unmodified-since": "soon" }, 200],
    [{ "if-match": etag, "if-unmodified-since": earlier }, 200],
  ])("%j is %i", (headers, status) => {
    expect(decide(headers)).toEqual({ status });
  });
});

describe("a range of the bytes the client began with", () => {
  test.each([
    [etag, part],
    [modified, part],
    ['"other"', { status: 200 }],
    [`W/${etag}`, { status: 200 }],
    [earlier, { status: 200 }],
    [later, { status: 200 }],
    ["", { status: 200 }],
    ['"2026"', { status: 200 }],
    ["20 Nov 2026", { status: 200 }],
  ])("If-Range: %s", (validator, expected) => {
    expect(decide({ ...range, "if-range": validator })).toEqual(expected);
  });

  test("an outdated range beyond the end is answered whole, not refused", () => {
    expect(decide({ range: "bytes=5000-", "if-range": '"other"' })).toEqual({ status: 200 });
  });
});
