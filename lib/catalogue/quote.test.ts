import { expect, test } from "vitest";
import { builtInCatalogue, findChannel, findModel } from "./catalogue";
import { quote } from "./quote";
import type { Model } from "./types";

function model(channelId: string, modelId: string): Model {
  const channel = findChannel(builtInCatalogue, channelId);
  const found = channel && findModel(channel, modelId);
  if (!found) throw new Error(`no model ${modelId} on ${channelId}`);
  return found;
}

// UPSTREAM section 1, every cell of the price table, in micro-dollars.
const table: [channel: string, model: string, size: string, prices: Record<number, bigint>][] = [
  ["sora-official", "sora-2", "720x1280", { 4: 400_000n, 8: 800_000n, 12: 1_200_000n }],
  ["sora-official", "sora-2", "1280x720", { 4: 400_000n, 8: 800_000n, 12: 1_200_000n }],
  ["sora-official", "sora-2-pro", "720x1280", { 4: 1_200_000n, 8: 2_400_000n, 12: 3_600_000n }],
  ["sora-official", "sora-2-pro", "1280x720", { 4: 1_200_000n, 8: 2_400_000n, 12: 3_600_000n }],
  ["sora-official", "sora-2-pro", "1024x1792", { 4: 2_000_000n, 8: 4_000_000n, 12: 6_000_000n }],
  ["sora-official", "sora-2-pro", "1792x1024", { 4: 2_000_000n, 8: 4_000_000n, 12: 6_000_000n }],
  ["sora-async", "sora-2", "1280x720", { 10: 120_000n, 15: 120_000n }],
  ["sora-async", "sora-2", "720x1280", { 10: 120_000n, 15: 120_000n }],
];

const cells = table.flatMap(([channelId, modelId, size, prices]) =>
  Object.entries(prices).map(
    ([seconds, micros]) => [channelId, modelId, size, Number(seconds), micros] as const,
  ),
);

test.each(cells)("%s %s %s for %i s costs %i", (channelId, modelId, size, seconds, micros) => {
  expect(quote(model(channelId, modelId), { seconds, size, takes: 1 })).toMatchObject({
    eachMicros: micros,
    totalMicros: micros,
  });
});

test("the table holds every length and size that is offered", () => {
  const offered = builtInCatalogue.channels.flatMap((channel) =>
    channel.models.flatMap((each) =>
      each.sizes.flatMap((size) =>
        each.seconds.map((seconds) => [channel.id, each.id, size, seconds].join()),
      ),
    ),
  );
  expect(cells.map((cell) => cell.slice(0, 4).join()).sort()).toEqual(offered.sort());
});

test("takes multiply the price", () => {
  const asked = { seconds: 8, size: "1280x720", takes: 2 };
  expect(quote(model("sora-official", "sora-2"), asked)).toEqual({
    eachMicros: 800_000n,
    totalMicros: 1_600_000n,
    takes: 2,
    approximate: false,
  });
});

test("a price on which API Yi's pages disagree is approximate", () => {
  const asked = { seconds: 10, size: "1280x720", takes: 1 };
  expect(quote(model("sora-async", "sora-2"), asked)?.approximate).toBe(true);
});

test.each([
  ["a length of another channel", { seconds: 10, size: "1280x720", takes: 1 }],
  ["a size of another model", { seconds: 8, size: "1792x1024", takes: 1 }],
  ["a size that is a property of every object", { seconds: 8, size: "constructor", takes: 1 }],
])("%s has no price", (_, asked) => {
  expect(quote(model("sora-official", "sora-2"), asked)).toBeNull();
});

test("an offered length without a price is not sold for nothing", () => {
  const unpriced = { ...model("sora-async", "sora-2"), seconds: [10, 15, 20] };
  expect(quote(unpriced, { seconds: 20, size: "1280x720", takes: 1 })).toBeNull();
});
