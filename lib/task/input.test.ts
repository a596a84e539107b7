import { expect, test } from "vitest";
import { builtInCatalogue } from "@/lib/catalogue/catalogue";
import { checkInput, type InputFault, promptLength, type TaskInput } from "./input";

const good: Omit<TaskInput, "intentKey"> = {
  channel: "sora-official",
  model: "sora-2",
  prompt: "A paper boat crosses a puddle at dusk.",
  seconds: 4,
  size: "1280x720",
  takes: 1,
};
const onAsync = { ...good, channel: "sora-async", seconds: 10 };

const codes = (input: Partial<TaskInput>) =>
  checkInput(builtInCatalogue, { ...good, ...input }).map(({ field, code }) => `${field} ${code}`);

test("everything that the catalogue offers may be asked for", () => {
  for (const channel of builtInCatalogue.channels) {
    for (const model of channel.models) {
      for (const size of model.sizes) {
        for (const seconds of model.seconds) {
          const input = { channel: channel.id, model: model.id, size, seconds };
          expect(codes({ ...input, takes: channel.limits.takes })).toEqual([]);
        }
      }
    }
  }
});

test.each<[what: string, input: Partial<TaskInput>, fault: string]>([
  ["an empty prompt", { prompt: "" }, "prompt promptEmpty"],
  ["a prompt of blanks", { prompt: " \n\u3000" }, "prompt promptEmpty"],
  ["a prompt that is too long", { ...onAsync, prompt: "x".repeat(1000) }, "prompt promptTooLong"],
  ["an unknown channel", { channel: "sora-3" }, "channel channelUnknown"],
  ["an unknown model", { model: "sora-9" }, "model modelUnknown"],
  ["a model of another channel", { ...onAsync, model: "sora-2-pro" }, "model modelUnknown"],
  ["a length of another channel", { seconds: 10 }, "seconds secondsNotOffered"],
  ["a broken length", { seconds: 4.5 }, "seconds secondsNotOffered"],
  ["a size of another model", { size: "1792x1024" }, "size sizeNotOffered"],
  ["a size turned around in words", { size: "1280×720" }, "size sizeNotOffered"],
  ["no takes", { takes: 0 }, "takes takesOutOfRange"],
  ["100 takes", { takes: 100 }, "takes takesOutOfRange"],
  ["half a take", { takes: 1.5 }, "takes takesOutOfRange"],
  ["takes that are no number", { takes: Number.NaN }, "takes takesOutOfRange"],
])("%s is refused", (_, input, fault) => {
  expect(codes(input)).toEqual([fault]);
});

test("all faults are told at once, in the order of the form", () => {
  expect(codes({ prompt: "", seconds: 7, size: "1x1", takes: 0 })).toEqual([
    "prompt promptEmpty",
    "seconds secondsNotOffered",
    "size sizeNotOffered",
    "takes takesOutOfRange",
  ]);
});

test("a fault carries what its sentence needs", () => {
  const prompt = "字".repeat(1001);
  expect(checkInput(builtInCatalogue, { ...onAsync, prompt })).toEqual<InputFault[]>([
    { field: "prompt", code: "promptTooLong", values: { longest: 999, characters: 1001 } },
  ]);
});

test("a character is a code point, so an emoji counts once", () => {
  expect(promptLength("🎬字a")).toBe(3);
  expect(codes({ ...onAsync, prompt: "🎬".repeat(999) })).toEqual([]);
  expect(codes({ ...onAsync, prompt: "🎬".repeat(1000) })).toEqual(["prompt promptTooLong"]);
});

test("an image is refused where the channel takes none", () => {
  const [official] = builtInCatalogue.channels;
  if (!official) throw new Error("the catalogue has a channel");
  const limits = { ...official.limits, image: { mimes: [], maxBytes: 0 } };
  const catalogue = { channels: [{ ...official, limits }] };
  const framing = { x: 0, y: 0, width: 1280, height: 720, bars: "blur" } as const;
  const wish = { ...good, reference: { imageId: "i1", framing } };
  expect(checkInput(catalogue, wish)).toMatchObject([
    { field: "reference", code: "imageNotTaken" },
  ]);
  expect(checkInput(catalogue, good)).toEqual([]);
  expect(checkInput(builtInCatalogue, wish)).toEqual([]);
});
