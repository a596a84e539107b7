import { afterEach, describe, expect, it, vi } from "vitest";
import { loadForm, saveForm } from "./draft-store";
import { changed } from "./form-state";

const draft = {
  prompt: "A heron",
  channel: "sora-official",
  model: "sora-2",
  seconds: 8,
  size: "1280x720",
  takes: 2,
  reference: null,
};

afterEach(() => localStorage.clear());

describe("the kept form", () => {
  it("comes back as it was", () => {
    const form = changed(draft);
    saveForm(form);
    expect(loadForm()).toEqual(form);
  });

  it("leaves out what cannot be kept", () => {
    saveForm(changed({ ...draft, takes: Number.NaN }));
    expect(loadForm()?.draft).not.toHaveProperty("takes");
  });

  it.each([
    ["nothing", null],
    ["no JSON", "{"],
    ["another shape", '{"prompt":"x"}'],
    ["no key", '{"draft":{}}'],
    ["a bare word", '"x"'],
  ])("is nothing when the browser holds %s", (_, text) => {
    if (text !== null) localStorage.setItem("rushes.draft", text);
    expect(loadForm()).toBeNull();
  });

  it("keeps only fields of the right type", () => {
    const odd = { draft: { ...draft, seconds: "8", size: 5 }, intentKey: "k" };
    localStorage.setItem("rushes.draft", JSON.stringify(odd));
    const { seconds: _seconds, size: _size, ...rest } = draft;
    expect(loadForm()).toEqual({ draft: rest, intentKey: "k" });
  });

  it("is silent about a browser that forbids storage", () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
      throw new DOMException("no", "SecurityError");
    });
    saveForm(changed(draft));
    expect(loadForm()).toBeNull();
  });
});
