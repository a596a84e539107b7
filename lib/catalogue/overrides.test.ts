import { expect, test } from "vitest";
import { builtInCatalogue, findChannel } from "./catalogue";
import { applyOverrides, parseOverrides } from "./overrides";
import example from "./overrides.example.json";
import { quote } from "./quote";
import type { Catalogue, Channel } from "./types";

const writtenOn = "2026-11-21";

function overridden(json: unknown): Catalogue {
  const parsed = parseOverrides(builtInCatalogue, json);
  if (!parsed.ok) throw new Error(parsed.error.join("\n"));
  return applyOverrides(builtInCatalogue, parsed.value, writtenOn);
}

function channelOf(catalogue: Catalogue, id: string): Channel {
  const channel = findChannel(catalogue, id);
  if (!channel) throw new Error(`no channel ${id}`);
  return channel;
}

function faults(json: unknown): string[] {
  const parsed = parseOverrides(builtInCatalogue, json);
  return parsed.ok ? [] : parsed.error;
}

test("an empty file changes nothing", () => {
  expect(overridden({})).toEqual(builtInCatalogue);
  expect(overridden({ "sora-async": { models: { "sora-2": {} }, limits: {}, pace: {} } })).toEqual(
    builtInCatalogue,
  );
});

test("the documented example changes what it names and leaves the rest", () => {
  const before = structuredClone(builtInCatalogue);
  const after = overridden(example);

  const official = channelOf(after, "sora-official");
  expect(official.models[0]?.price).toEqual({
    kind: "perSecond",
    microsBySize: { "720x1280": 90_000n, "1280x720": 90_000n },
    asOf: "2026-12-01",
    confidence: "operator",
  });
  expect(official.models[1]).toEqual(before.channels[0]?.models[1]);
  expect(official.limits).toEqual({
    ...before.channels[0]?.limits,
    promptCharacters: 8000,
  });
  expect(official.pace).toEqual(before.channels[0]?.pace);

  const async = channelOf(after, "sora-async");
  expect(async.models[0]?.price).toEqual({
    kind: "perRequest",
    microsBySeconds: { 10: 150_000n, 15: 250_000n },
    asOf: writtenOn,
    confidence: "operator",
  });
  expect(async.limits).toEqual({
    promptCharacters: 999,
    image: { mimes: ["image/png", "image/jpeg"], maxBytes: 5_000_000 },
    takes: 4,
  });
  expect(async.pace).toEqual({
    ...before.channels[1]?.pace,
    firstPoll: 60_000,
    poll: 45_000,
    slow: 900_000,
    window: { requests: 8, per: 60_000, reserved: 2 },
    slots: 3,
  });
  expect(builtInCatalogue).toEqual(before);
});

test("a price the operator states is no longer approximate", () => {
  const model = channelOf(overridden(example), "sora-async").models[0];
  expect(model && quote(model, { seconds: 15, size: "1280x720", takes: 2 })).toEqual({
    eachMicros: 250_000n,
    totalMicros: 500_000n,
    takes: 2,
    approximate: false,
  });
});

test("a window or a number of slots can be lifted", () => {
  const { pace } = channelOf(
    overridden({ "sora-async": { pace: { window: null, slots: null } } }),
    "sora-async",
  );
  expect(pace).toMatchObject({ window: null, slots: null });
});

const price = (microsPerRequest: unknown) => ({
  "sora-async": { models: { "sora-2": { price: { microsPerRequest } } } },
});
const pace = (value: unknown) => ({ "sora-async": { pace: value } });
const at = "sora-async.models.sora-2.price";

test.each<[what: string, json: unknown, path: string]>([
  ["no object", [], "the file"],
  ["an unknown channel", { "sora-3": {} }, "sora-3"],
  ["a key of every object", JSON.parse('{"__proto__":{}}'), "__proto__"],
  [
    "an unknown model",
    { "sora-async": { models: { "sora-2-pro": {} } } },
    "sora-async.models.sora-2-pro",
  ],
  ["an unknown part", { "sora-async": { name: "x" } }, "sora-async.name"],
  ["an unknown length", price({ 10: 1, 15: 1, 20: 1 }), `${at}.microsPerRequest.20`],
  ["a missing length", price({ 10: 1 }), `${at}.microsPerRequest.15`],
  ["a negative price", price({ 10: -1, 15: 1 }), `${at}.microsPerRequest.10`],
  ["a fractional price", price({ 10: 0.12, 15: 1 }), `${at}.microsPerRequest.10`],
  ["a huge price", price({ 10: 1e12, 15: 1 }), `${at}.microsPerRequest.10`],
  ["a price in words", price({ 10: "120000", 15: 1 }), `${at}.microsPerRequest.10`],
  ["no price", price({ 10: null, 15: 1 }), `${at}.microsPerRequest.10`],
  [
    "a day that is none",
    {
      "sora-async": {
        models: { "sora-2": { price: { microsPerRequest: { 10: 1, 15: 1 }, asOf: "2026-02-30" } } },
      },
    },
    `${at}.asOf`,
  ],
  [
    "an unknown size",
    {
      "sora-official": {
        models: {
          "sora-2": { price: { microsPerSecond: { "720x1280": 1, "1280x720": 1, "1x1": 1 } } },
        },
      },
    },
    "sora-official.models.sora-2.price.microsPerSecond.1x1",
  ],
  ["an unknown limit", { "sora-async": { limits: { words: 1 } } }, "sora-async.limits.words"],
  [
    "an image beyond the form",
    { "sora-async": { limits: { image: { maxBytes: 2e7 } } } },
    "sora-async.limits.image.maxBytes",
  ],
  ["no takes", { "sora-async": { limits: { takes: 0 } } }, "sora-async.limits.takes"],
  ["a poll interval of nothing", pace({ pollMs: 0 }), "sora-async.pace.pollMs"],
  ["a poll every other hour", pace({ pollMs: 7_200_000 }), "sora-async.pace.pollMs"],
  ["a first poll after a day", pace({ firstPollMs: 86_400_000 }), "sora-async.pace.firstPollMs"],
  [
    "a window of a day",
    pace({ window: { requests: 5, perMs: 86_400_000, reserved: 1 } }),
    "sora-async.pace.window.perMs",
  ],
  ["a name without a unit", pace({ poll: 30 }), "sora-async.pace.poll"],
  ["half a slot", pace({ slots: 0.5 }), "sora-async.pace.slots"],
  ["half a window", pace({ window: { requests: 5 } }), "sora-async.pace.window.perMs"],
  [
    "a window reserved whole",
    pace({ window: { requests: 5, perMs: 1000, reserved: 5 } }),
    "sora-async.pace.window.reserved",
  ],
])("%s is refused with its path", (_, json, path) => {
  expect(faults(json).map((fault) => fault.slice(0, fault.indexOf(": ")))).toContain(path);
});

test("all faults are told at once", () => {
  expect(
    faults({ nobody: {}, "sora-async": { pace: { slots: "five" }, limits: { takes: -1 } } }),
  ).toEqual([
    "sora-async.limits.takes: must be a whole number from 1 to 50",
    "sora-async.pace.slots: must be a whole number from 1 to 10000",
    "nobody: is not known here; known: sora-official, sora-async",
  ]);
});

test("selling a model by another measure is refused", () => {
  expect(
    faults({ "sora-async": { models: { "sora-2": { price: { microsPerSecond: {} } } } } }),
  ).toEqual([
    `${at}.microsPerRequest: must be an object`,
    `${at}.microsPerSecond: is not known here; known: microsPerRequest, asOf`,
  ]);
});
