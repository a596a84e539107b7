import { describe, expect, it } from "vitest";
import { builtInCatalogue as catalogue } from "@/lib/catalogue/catalogue";
import { filling, fitting, pixelsOf, reframed } from "@/lib/framing";
import { anImage } from "@/test/support/views";
import { adoptDraft, freshDraft, withModel, withSize } from "../draft";
import { readReference, referenceTo, sameReference } from "./reference";

const image = anImage();
const reference = referenceTo(image, "1280x720");
const draft = { ...freshDraft(catalogue, []), size: "1280x720", reference };

describe("a reference in a draft", () => {
  it("is cut anew when the shape changes, by hand or with the model", () => {
    const framing = reframed(reference.framing, image, pixelsOf("720x1280"));
    expect(withSize(draft, "720x1280").reference).toEqual({ image, framing });
    const wide = { ...draft, model: "sora-2-pro", size: "1792x1024" };
    const back = withModel(
      catalogue,
      { ...wide, reference: referenceTo(image, wide.size) },
      "sora-2",
    );
    expect(back.size).toBe("720x1280");
    expect(back.reference?.framing.width).toBeCloseTo(framing.width, 6);
  });

  it("stays as it is when the shape does", () => {
    expect(withSize(draft, "1280x720")).toBe(draft);
    expect(withModel(catalogue, draft, "sora-2-pro").reference).toBe(reference);
  });

  it("is framed anew when what was kept is of another shape", () => {
    const odd = { image, framing: { ...filling(image, pixelsOf("720x1280")) } };
    const adopted = adoptDraft(catalogue, freshDraft(catalogue, []), { ...draft, reference: odd });
    expect(adopted?.reference).toEqual(reference);
  });
});

describe("reading what was kept", () => {
  it("gives back what was written", () => {
    const whole = { image, framing: fitting(image, pixelsOf("720x1280"), "#336699") };
    expect(readReference(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
  });

  it.each([
    ["nothing", null],
    ["a word", "image"],
    ["no framing", { image }],
    ["no image", { framing: reference.framing }],
    ["half an image", { image: { id: "i1" }, framing: reference.framing }],
    ["bars of no colour", { image, framing: { ...reference.framing, bars: "red" } }],
    ["numbers as words", { image, framing: { ...reference.framing, x: "0" } }],
  ])("is nothing for %s", (_, kept) => {
    expect(readReference(kept)).toBeNull();
  });
});

describe("two references are the same", () => {
  it.each([
    ["none and none", null, null, true],
    ["one and none", reference, null, false],
    ["copies", reference, structuredClone(reference), true],
    ["another image", reference, { ...reference, image: anImage({ id: "i2" }) }, false],
    ["other bars", reference, { image, framing: { ...reference.framing, bars: "#000000" } }, false],
    ["a pixel aside", reference, { image, framing: { ...reference.framing, x: 1 } }, false],
  ] as const)("%s", (_, a, b, expected) => {
    expect(sameReference(a, b)).toBe(expected);
  });
});
