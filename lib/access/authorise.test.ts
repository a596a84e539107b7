import { describe, expect, it } from "vitest";
import { isOwnRequest, isOwnWrite } from "./authorise";

const host = "127.0.0.1:3000";

describe("isOwnRequest", () => {
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
    expect(isOwnRequest(new Headers(headers as Record<string, string>))).toBe(allowed);
  });
});

describe("isOwnWrite", () => {
  it.each([
    ["the studio's own page", { host, origin: `http://${host}` }, true],
    ["the studio's own page without Origin", { host, "sec-fetch-site": "same-origin" }, true],
    ["another origin", { host, origin: "https://elsewhere.example" }, false],
    ["the same machine on another port", { host, origin: "http://127.0.0.1:4000" }, false],
    ["an opaque origin", { host, origin: "null" }, false],
    ["nobody says where from", { host }, false],
    ["a rebound name", { host: "rebound.example", origin: "http://rebound.example" }, false],
  ])("%s", (_who, headers, allowed) => {
    expect(isOwnWrite(new Headers(headers as Record<string, string>))).toBe(allowed);
  });
});
