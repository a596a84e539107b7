import { describe, expect, it } from "vitest";
import { builtInCatalogue, findChannel, findModel } from "@/lib/catalogue/catalogue";
import { type Batch, batchFault, fittedTo, linesOf, promptsOf, takesOf, totalOf } from "./batch";

const maker = (channelId: string, modelId: string) => {
  const channel = findChannel(builtInCatalogue, channelId);
  const model = channel && findModel(channel, modelId);
  if (!channel || !model) throw new Error("not in the catalogue");
  return { channel, model };
};
const sora = maker("sora-official", "sora-2");
const batch = (changes: Partial<Batch> = {}): Batch => ({
  prompts: "A fox.\n\nA hare,\nin two lines.",
  sizes: ["1280x720", "720x1280"],
  seconds: [4, 12],
  takes: 2,
  ...changes,
});

it.each([
  ["", []],
  [" \n\n \n", []],
  ["one", ["one"]],
  ["one\ntwo", ["one\ntwo"]],
  ["one\n \t\ntwo\n\n\n\nthree\n", ["one", "two", "three"]],
])("reads the prompts of %j", (text, prompts) => {
  expect(promptsOf(text)).toEqual(prompts);
});

it("is every prompt in every shape and length, each at its own price", () => {
  const lines = linesOf(batch(), sora);
  expect(lines.map(({ film, eachMicros }) => [film.size, film.seconds, eachMicros])).toEqual([
    ["1280x720", 4, 400_000n],
    ["1280x720", 12, 1_200_000n],
    ["720x1280", 4, 400_000n],
    ["720x1280", 12, 1_200_000n],
    ["1280x720", 4, 400_000n],
    ["1280x720", 12, 1_200_000n],
    ["720x1280", 4, 400_000n],
    ["720x1280", 12, 1_200_000n],
  ]);
  expect([takesOf(lines), totalOf(lines)]).toEqual([16, 12_800_000n]);
});

describe("batchFault", () => {
  it.each([
    [{}, null],
    [{ prompts: "\n" }, { code: "noPrompt" }],
    [{ sizes: [] }, { code: "noShape" }],
    [{ seconds: [] }, { code: "noLength" }],
    [{ takes: 10, seconds: [4, 8, 12] }, { code: "tooMany" }],
    [{ takes: 11, sizes: ["1280x720"], seconds: [4] }, { code: "film" }],
    [{ takes: Number.NaN }, { code: "film" }],
    [{ prompts: `fine\n\n${"x".repeat(32_001)}` }, { code: "film" }],
  ])("of %j", (changes, fault) => {
    const asked = batch(changes);
    const found = batchFault(asked, linesOf(asked, sora), sora);
    if (fault === null) expect(found).toBeNull();
    else expect(found).toMatchObject(fault);
  });
});

it("keeps what another model offers, too", () => {
  const pro = batch({ sizes: ["1024x1792", "1280x720"] });
  expect(fittedTo(pro, sora).sizes).toEqual(["1280x720"]);
  expect(fittedTo(pro, maker("sora-async", "sora-2")).seconds).toEqual([]);
});
