import { describe, expect, it } from "vitest";
import { isOwnRequest, isOwnWrite } from "./authorise";

const host = "127.0.0.1:3000";
const headersOf = (headers: object) => new Headers({ ...headers });

describe("isOwnRequest on loopback", () => {
  it.each([
    ["a program on this machine", { host }, true],
    ["localhost by name", { host: "localhost:3000" }, true],
    ["IPv6 loopback", { host: "[::1]:3000" }, true],
    ["the studio's own page", { host, "sec-fetch-site": "same-origin" }, true],
    [
      "a link followed from elsewhere",
      { host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
      true,
    ],
    [
      "another page's script",
      { host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" },
      false,
    ],
    [
      "another page's image",
      { host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
      false,
    ],
    ["a rebound name", { host: "rebound.example:3000", "sec-fetch-site": "same-origin" }, false],
    ["a name that only looks like loopback", { host: "127.0.0.1.example" }, false],
    ["no host at all", {}, false],
  ])("%s", (_who, headers, allowed) => {
    expect(isOwnRequest(headersOf(headers), null)).toBe(allowed);
  });
});

describe("isOwnWrite on loopback", () => {
  it.each([
    ["the studio's own page", { host, origin: `http://${host}` }, true],
    ["the studio's own page without Origin", { host, "sec-fetch-site": "same-origin" }, true],
    ["another origin", { host, origin: "https://elsewhere.example" }, false],
    ["the same machine on another port", { host, origin: "http://127.0.0.1:4000" }, false],
    ["an opaque origin", { host, origin: "null" }, false],
    ["nobody says where from", { host }, false],
    ["a rebound name", { host: "rebound.example", origin: "http://rebound.example" }, false],
  ])("%s", (_who, headers, allowed) => {
    expect(isOwnWrite(headersOf(headers), null)).toBe(allowed);
  });
});

describe("under an address of its own", () => {
  const studio = new URL("https://studio.example");
  it.each([
    ["its own page", { host: "studio.example", origin: "https://studio.example" }, true, true],
    ["loopback, past the proxy", { host, origin: `http://${host}` }, false, false],
    [
      "the same host without https",
      { host: "studio.example", origin: "http://studio.example" },
      true,
      false,
    ],
    [
      "another port",
      { host: "studio.example:8443", origin: "https://studio.example:8443" },
      false,
      false,
    ],
    ["a subdomain", { host: "a.studio.example", origin: "https://a.studio.example" }, false, false],
    [
      "a forged host that a proxy passes on",
      {
        host: "studio.example",
        origin: "https://elsewhere.example",
        "x-forwarded-host": "elsewhere.example",
      },
      true,
      false,
    ],
  ])("%s", (_who, headers, reads, writes) => {
    expect(isOwnRequest(headersOf(headers), studio)).toBe(reads);
    expect(isOwnWrite(headersOf(headers), studio)).toBe(writes);
  });
});
