import { act, createEvent, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { toast } from "sonner";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTasks } from "@/lib/actions/tasks";
import { builtInCatalogue as catalogue } from "@/lib/catalogue/catalogue";
import { filling, fitting, pixelsOf, reframed } from "@/lib/framing";
import { channelsQuery } from "@/lib/queries/channels";
import { UploadError, type UploadFault, uploadImage } from "@/lib/queries/upload-image";
import { ok } from "@/lib/result";
import type { ImageView } from "@/lib/task/view";
import { deferred } from "@/test/support/deferred";
import { renderInStudio, testQueryClient } from "@/test/support/render";
import { anImage } from "@/test/support/views";
import { Composer } from "../composer";
import { freshDraft } from "../draft";
import { loadForm, saveForm } from "../draft-store";
import { changed } from "../form-state";
import { asJpeg } from "./decode";

vi.mock("next/navigation", () => ({
  useRouter: () => ({ refresh: vi.fn() }),
  useSearchParams: () => new URLSearchParams(location.search),
}));
vi.mock("sonner", () => ({ toast: Object.assign(vi.fn(), { success: vi.fn() }) }));
vi.mock("@/lib/actions/tasks", () => ({ createTasks: vi.fn(), cancelTask: vi.fn() }));
vi.mock("@/lib/actions/images", () => ({ deleteImage: vi.fn() }));
vi.mock("./decode", () => ({ asJpeg: vi.fn() }));
vi.mock("@/lib/queries/upload-image", async (original) => ({
  ...(await original()),
  uploadImage: vi.fn(),
}));
const upload = vi.mocked(uploadImage);

const tall = pixelsOf("720x1280");
const image = anImage();
const file = (name = "Meadow.jpg", type = "image/jpeg") => new File(["x"], name, { type });

beforeEach(() => {
  upload.mockReset().mockResolvedValue(image);
  vi.mocked(createTasks)
    .mockReset()
    .mockResolvedValue(ok({ taskIds: ["t1"] }));
  vi.mocked(toast).mockReset();
  vi.stubGlobal("fetch", () => new Promise(() => {}));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  URL.createObjectURL = () => "blob:local";
  URL.revokeObjectURL = () => {};
});
afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

function compose() {
  const client = testQueryClient();
  client.setQueryData(channelsQuery().queryKey, []);
  renderInStudio(<Composer fresh={freshDraft(catalogue, [])} from={null} />, { client });
  return userEvent.setup({ applyAccept: false });
}

/** A composer with this image in it, as it was kept. */
function composeWith(given: ImageView = image, size = "720x1280") {
  const draft = { ...freshDraft(catalogue, []), prompt: "A meadow", size };
  const reference = { image: given, framing: filling(given, pixelsOf(size)) };
  saveForm(changed({ ...draft, reference }));
  return compose();
}

const form = () => screen.getByRole("form", { name: "New film" });
const picker = () => {
  const input = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (!input) throw new Error("there is no way to pick a file");
  return input;
};
const kept = () => loadForm()?.draft.reference;
const settle = () => act(async () => {});
const refuse = (fault: UploadFault) => upload.mockRejectedValueOnce(new UploadError(fault));

describe("giving an image", () => {
  it("by picking it: it fills the film's shape, and is kept", async () => {
    const user = compose();
    await user.upload(picker(), file());
    expect(kept()).toEqual({ image, framing: filling(image, tall) });
    expect(screen.getByRole("button", { name: "Zoom in" })).toBeTruthy();
  });

  it("by dropping it anywhere on the composer", async () => {
    compose();
    const dataTransfer = { types: ["Files"], files: [file()], dropEffect: "none" };
    fireEvent.dragOver(screen.getByLabelText("Prompt"), { dataTransfer });
    expect(screen.getByText("Drop the image here")).toBeTruthy();
    expect(dataTransfer.dropEffect).toBe("copy");
    fireEvent.drop(screen.getByLabelText("Prompt"), { dataTransfer });
    await settle();
    expect(screen.queryByText("Drop the image here")).toBeNull();
    expect(kept()?.image).toEqual(image);
  });

  it("does nothing to the page when a file is dropped beside it", async () => {
    compose();
    const dataTransfer = { types: ["Files"], files: [file()], dropEffect: "copy" };
    const drop = createEvent.drop(document.body, { dataTransfer });
    fireEvent(document.body, drop);
    expect(drop.defaultPrevented).toBe(true);
    expect(dataTransfer.dropEffect).toBe("none");
    expect(upload).not.toHaveBeenCalled();
  });

  it("leaves text that is dragged alone", () => {
    compose();
    const over = createEvent.dragOver(form(), { dataTransfer: { types: ["text/plain"] } });
    fireEvent(form(), over);
    expect(over.defaultPrevented).toBe(false);
  });

  it("by pasting it", async () => {
    compose();
    const clipboardData = {
      types: ["text/html", "Files"],
      files: [file("image.png", "image/png")],
    };
    expect(fireEvent.paste(screen.getByLabelText("Prompt"), { clipboardData })).toBe(false);
    await settle();
    expect(kept()?.image).toEqual(image);
  });

  it("leaves pasted text alone, also where a picture of it comes along", () => {
    compose();
    const clipboardData = { types: ["text/plain", "Files"], files: [file()] };
    expect(fireEvent.paste(screen.getByLabelText("Prompt"), { clipboardData })).toBe(true);
    expect(upload).not.toHaveBeenCalled();
  });

  it("takes one of several, and says so", async () => {
    compose();
    const files = [file("notes.txt", "text/plain"), file("a.png", "image/png"), file("b.png")];
    fireEvent.drop(form(), { dataTransfer: { types: ["Files"], files } });
    await settle();
    expect(upload).toHaveBeenCalledTimes(1);
    expect(upload.mock.lastCall?.[1].name).toBe("a.png");
    expect(toast).toHaveBeenCalledWith(expect.stringContaining("3 files came at once"));
  });

  it("shows how far it is, and can be called back", async () => {
    upload.mockImplementation((_, { onProgress, signal }) => {
      onProgress(0.42);
      return new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    });
    const user = compose();
    await user.upload(picker(), file());
    const bar = screen.getByRole("progressbar", { name: "Sending the image" });
    expect(bar.getAttribute("aria-valuenow")).toBe("42");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(screen.queryByRole("progressbar")).toBeNull();
    expect(kept()).toBeUndefined();
  });

  it("does not lose what is typed while it is under way", async () => {
    const arriving = deferred();
    upload.mockReturnValue(arriving.promise.then(() => image));
    const user = compose();
    await user.upload(picker(), file());
    fireEvent.change(screen.getByLabelText("Prompt"), { target: { value: "A meadow" } });
    arriving.resolve();
    await settle();
    expect(loadForm()?.draft).toMatchObject({ prompt: "A meadow", reference: { image } });
  });

  it("generates nothing while it is under way", async () => {
    upload.mockReturnValue(new Promise(() => {}));
    const user = compose();
    fireEvent.change(screen.getByLabelText("Prompt"), { target: { value: "A meadow" } });
    await user.upload(picker(), file());
    fireEvent.keyDown(screen.getByLabelText("Prompt"), { key: "Enter", ctrlKey: true });
    await settle();
    expect(createTasks).not.toHaveBeenCalled();
    expect(toast).toHaveBeenCalledWith(expect.stringContaining("still on its way"));
  });
});

describe("an image that is not taken", () => {
  it.each<[UploadFault, RegExp]>([
    [{ kind: "refused", code: "empty" }, /The file is empty/],
    [
      { kind: "refused", code: "tooHeavy", values: { most: 25_000_000, bytes: 31_400_000 } },
      /weighs 31.4 MB; at most 25 MB/,
    ],
    [{ kind: "refused", code: "tooManyPixels", values: { most: 8.3 } }, /at most 8.3 megapixels/],
    [{ kind: "refused", code: "tooSmall", values: { least: 64 } }, /at least 64 pixels/],
    [{ kind: "refused", code: "vector" }, /Save it as PNG/],
    [{ kind: "refused", code: "damaged" }, /cut short or broken/],
    [{ kind: "failed" }, /Something went wrong in the studio/],
  ])("says why, and what to do: %j", async (fault, words) => {
    refuse(fault);
    const user = compose();
    await user.upload(picker(), file("Beach.jpg"));
    const alert = screen.getByText("Beach.jpg was not taken").closest('[role="alert"]');
    expect(alert?.textContent).toMatch(words);
    await user.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByText("Beach.jpg was not taken")).toBeNull();
  });

  it("can be given once more when the studio did not answer", async () => {
    refuse({ kind: "unreachable" });
    const user = compose();
    await user.upload(picker(), file());
    expect(screen.getByText(/The studio did not answer/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(kept()?.image).toEqual(image);
  });

  it("is opened by this browser where that can, and given as JPEG", async () => {
    refuse({ kind: "refused", code: "unsupported", values: { kind: "HEIC" } });
    const jpeg = new Blob(["jpeg"], { type: "image/jpeg" });
    vi.mocked(asJpeg).mockResolvedValue(jpeg);
    const user = compose();
    await user.upload(picker(), file("IMG_1.HEIC", "image/heic"));
    expect(upload.mock.calls.map(([sent]) => sent)).toEqual([expect.any(File), jpeg]);
    expect(kept()?.image).toEqual(image);
  });

  it("names the kind that neither side can open", async () => {
    refuse({ kind: "refused", code: "unsupported", values: { kind: "HEIC" } });
    vi.mocked(asJpeg).mockResolvedValue(null);
    const user = compose();
    await user.upload(picker(), file("IMG_1.HEIC", "image/heic"));
    expect(screen.getByText(/can open HEIC files. Save it as JPEG or PNG/)).toBeTruthy();
    expect(upload).toHaveBeenCalledTimes(1);
  });
});

describe("the crop", () => {
  it("goes with the wish, and belongs to the intent", async () => {
    const user = composeWith();
    const before = loadForm()?.intentKey;
    await user.click(screen.getByRole("button", { name: "Zoom in" }));
    const framing = kept()?.framing;
    expect(framing?.width).toBeLessThan(filling(image, tall).width);
    expect(loadForm()?.intentKey).not.toBe(before);
    fireEvent.keyDown(screen.getByLabelText("Prompt"), { key: "Enter", ctrlKey: true });
    await settle();
    const [sent] = vi.mocked(createTasks).mock.lastCall ?? [];
    expect(sent?.reference).toEqual({ imageId: "i1", framing });
  });

  it("is the same intent after a reload", () => {
    composeWith();
    const { intentKey } = loadForm() ?? {};
    expect(intentKey).toBeTruthy();
    // Rendered from what was kept, and kept again.
    expect(kept()).toEqual({ image, framing: filling(image, tall) });
    expect(loadForm()?.intentKey).toBe(intentKey);
  });

  it("is made anew from the whole image when the shape changes, and back", async () => {
    const user = composeWith();
    const wide = pixelsOf("1280x720");
    await user.click(screen.getByRole("radio", { name: "1280 × 720" }));
    expect(kept()?.framing).toEqual(reframed(filling(image, tall), image, wide));
    await user.selectOptions(screen.getByRole("combobox", { name: "Channel" }), "sora-async");
    expect(kept()?.framing).toEqual(reframed(filling(image, tall), image, wide));
  });

  it("shows the image whole on request, with bars of one's choice", async () => {
    const user = composeWith();
    await user.click(screen.getByRole("radio", { name: "Show it whole" }));
    expect(kept()?.framing).toEqual(fitting(image, tall));
    await user.click(screen.getByRole("radio", { name: "Colour" }));
    const colour = screen.getByLabelText("Colour around the image");
    fireEvent.change(colour, { target: { value: "#336699" } });
    expect(kept()?.framing.bars).toBe("#336699");
    await user.click(screen.getByRole("radio", { name: "Fill the frame" }));
    expect(kept()?.framing).toEqual({ ...filling(image, tall), bars: "#336699" });
    expect(screen.queryByLabelText("Colour around the image")).toBeNull();
  });

  it("says by how much a small image is enlarged", () => {
    composeWith(anImage({ width: 600, height: 610 }));
    expect(screen.getByText(/^Enlarged 2.1×/)).toBeTruthy();
  });

  it("offers the shape that shows more of the image, and changes nothing by itself", async () => {
    const user = composeWith();
    expect(screen.getByText(/^42 % of the image fits this shape/)).toBeTruthy();
    expect(screen.getByRole("radio", { name: "720 × 1280" })).toHaveProperty("checked", true);
    await user.click(screen.getByRole("button", { name: "Make the film 1280 × 720" }));
    expect(loadForm()?.draft.size).toBe("1280x720");
  });

  it("can be left out again", async () => {
    const user = composeWith();
    await user.click(screen.getByRole("button", { name: "Remove the image" }));
    expect(kept()).toBeNull();
    expect(screen.getByRole("button", { name: "Choose a file" })).toBeTruthy();
  });
});

describe("an image that cannot be shown", () => {
  it("was deleted meanwhile: the browser may remember it, the studio is asked", async () => {
    vi.stubGlobal("fetch", async () => new Response(null, { status: 404 }));
    composeWith();
    expect(await screen.findByText(/no longer in the studio/)).toBeTruthy();
  });

  it("does not load: it is said, and can be tried again", async () => {
    vi.stubGlobal("fetch", async () => new Response(null, { status: 503 }));
    const box = { width: 216, height: 384 } as DOMRect;
    vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue(box);
    composeWith();
    const shown = await waitFor(() => {
      const found = document.querySelector(`img[src="${image.url}"]`);
      if (!found) throw new Error("not loaded yet");
      return found;
    });
    fireEvent.error(shown);
    expect(await screen.findByText(/could not be loaded/)).toBeTruthy();
  });
});
