import { describe, expect, it } from "vitest";
import { builtInCatalogue as catalogue } from "@/lib/catalogue/catalogue";
import type { Catalogue } from "@/lib/catalogue/types";
import type { ChannelView } from "@/lib/task/view";
import { adoptDraft, type Draft, freshDraft, offersOf, withChannel, withModel } from "./draft";

const view = (id: string, hasKey: boolean): ChannelView => ({
  id,
  hasKey,
  pauses: [],
  slots: { used: 0, of: null },
  waiting: 0,
});

const pro: Draft = {
  prompt: "A heron lifts off",
  channel: "sora-official",
  model: "sora-2-pro",
  seconds: 8,
  size: "1792x1024",
  takes: 3,
  reference: null,
};

describe("freshDraft", () => {
  it.each([
    ["nothing is known of keys", [], "sora-official"],
    ["only one has a key", [view("sora-official", false), view("sora-async", true)], "sora-async"],
    ["none has a key", [view("sora-official", false), view("sora-async", false)], "sora-official"],
  ])("when %s", (_, channels, expected) => {
    expect(freshDraft(catalogue, channels).channel).toBe(expected);
  });

  it("prefers a channel that upstream still serves", () => {
    const [first, second] = catalogue.channels;
    if (!first || !second) throw new Error("the catalogue has two channels");
    const mixed: Catalogue = { channels: [first, { ...second, retiredOn: null }] };
    expect(freshDraft(mixed, []).channel).toBe(second.id);
  });

  it("takes the defaults of the channel", () => {
    expect(freshDraft(catalogue, [])).toEqual({
      prompt: "",
      channel: "sora-official",
      model: "sora-2",
      seconds: 4,
      size: "720x1280",
      takes: 1,
      reference: null,
    });
  });
});

describe("withChannel", () => {
  it("keeps what the other channel offers too, and takes its defaults for the rest", () => {
    expect(withChannel(catalogue, pro, "sora-async")).toEqual({
      ...pro,
      channel: "sora-async",
      model: "sora-2",
      seconds: 10,
      size: "1280x720",
    });
    const plain = { ...pro, model: "sora-2", size: "720x1280" };
    expect(withChannel(catalogue, plain, "sora-async").size).toBe("720x1280");
  });

  it("asks for no more takes than it allows", () => {
    expect(withChannel(catalogue, { ...pro, takes: 50 }, "sora-async").takes).toBe(10);
  });
});

describe("withModel", () => {
  it.each([
    ["sora-2-pro", { size: "1792x1024", seconds: 8 }],
    ["sora-2", { size: "720x1280", seconds: 8 }],
  ])("%s keeps what it offers", (model, expected) => {
    expect(withModel(catalogue, pro, model)).toMatchObject({ model, ...expected });
  });
});

describe("adoptDraft", () => {
  const fresh = freshDraft(catalogue, []);
  it.each<[string, Partial<Draft>, Draft | null]>([
    ["all of it", pro, pro],
    ["only the words", { prompt: "x" }, { ...fresh, prompt: "x" }],
    ["a channel that is gone", { prompt: "x", channel: "gone" }, { ...fresh, prompt: "x" }],
    ["nothing but a channel that is gone", { channel: "gone" }, null],
    ["a size that is gone", { ...pro, size: "1x1" }, { ...pro, size: "720x1280" }],
  ])("%s", (_, found, expected) => {
    expect(adoptDraft(catalogue, fresh, found)).toEqual(expected);
  });
});

describe("offersOf", () => {
  it("lists what all models offer together, and which of them", () => {
    const [official] = catalogue.channels;
    if (!official) throw new Error("the catalogue has a channel");
    const offers = offersOf(official, (model) => model.sizes);
    expect(offers.map(({ value }) => value)).toEqual([
      "720x1280",
      "1280x720",
      "1024x1792",
      "1792x1024",
    ]);
    expect(offers.map(({ models }) => models.length)).toEqual([2, 2, 1, 1]);
  });
});
