import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { toast } from "sonner";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { deleteImage } from "@/lib/actions/images";
import { err, ok } from "@/lib/result";
import type { ImageView } from "@/lib/task/view";
import { renderInStudio } from "@/test/support/render";
import { anImage } from "@/test/support/views";
import { LibraryDialog } from "./library-dialog";

vi.mock("sonner", () => ({ toast: vi.fn() }));
vi.mock("@/lib/actions/images", () => ({ deleteImage: vi.fn() }));

const image = (id: string) => anImage({ id, name: `${id}.jpg` });
let library: ImageView[];
let answer: (url: string) => Response;

beforeEach(() => {
  library = ["i1", "i2", "i3"].map(image);
  answer = (url) =>
    url.includes("cursor")
      ? Response.json({ images: [image("i4")], nextCursor: null })
      : Response.json({ images: library, nextCursor: "more" });
  vi.stubGlobal("fetch", async (url: string) => answer(url));
  vi.mocked(deleteImage).mockReset();
});
afterEach(() => void vi.unstubAllGlobals());

async function open() {
  const calls = { onClose: vi.fn(), onPick: vi.fn(), onDeleted: vi.fn() };
  renderInStudio(<LibraryDialog {...calls} />);
  await waitFor(() => expect(screen.queryByRole("status", { name: "Loading" })).toBeNull());
  return { ...calls, user: userEvent.setup() };
}
const take = (id: string) => screen.getByRole("button", { name: `Take ${id}.jpg, 4000 × 3000` });
const isFocused = (element: Element) => document.activeElement === element;

describe("the images given before", () => {
  it("are used by pressing one", async () => {
    const { user, onPick, onClose } = await open();
    expect(isFocused(take("i1"))).toBe(true);
    await user.click(take("i2"));
    expect(onPick).toHaveBeenCalledWith(image("i2"));
    expect(onClose).toHaveBeenCalled();
  });

  it("are gone through with the arrow keys", async () => {
    const { user, onPick } = await open();
    act(() => take("i1").focus());
    // jsdom lays nothing out: all three are one row.
    await user.keyboard("{ArrowRight}{ArrowRight}{ArrowLeft}");
    expect(isFocused(take("i2"))).toBe(true);
    expect([take("i1"), take("i2")].map(({ tabIndex }) => tabIndex)).toEqual([-1, 0]);
    await user.keyboard("{Enter}");
    expect(onPick).toHaveBeenCalledWith(image("i2"));
  });

  it("come in pages", async () => {
    const { user } = await open();
    await user.click(screen.getByRole("button", { name: "Show more" }));
    expect(await screen.findByRole("button", { name: /^Take i4/ })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("are said to be none while there are none", async () => {
    library = [];
    await open();
    expect(screen.getByText("Nothing here yet")).toBeTruthy();
  });

  it("can be asked for once more when they could not be read", async () => {
    const works = answer;
    answer = () => new Response(null, { status: 400 });
    const { user } = await open();
    answer = works;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("button", { name: /^Take i1/ })).toBeTruthy();
  });
});

describe("deleting one", () => {
  const question = () => within(screen.getByRole("alertdialog"));

  it("asks first, then does it, and goes on from its place", async () => {
    vi.mocked(deleteImage).mockImplementation(async () => {
      library = library.filter(({ id }) => id !== "i2");
      return ok(null);
    });
    const { user, onDeleted } = await open();
    act(() => take("i2").focus());
    fireEvent.keyDown(take("i2"), { key: "Delete" });
    expect(deleteImage).not.toHaveBeenCalled();
    await user.click(question().getByRole("button", { name: "Delete" }));
    expect(deleteImage).toHaveBeenCalledWith("i2");
    expect(onDeleted).toHaveBeenCalledWith("i2");
    expect(toast).toHaveBeenCalledWith("The image is deleted.");
    await waitFor(() => expect(screen.queryByRole("button", { name: /^Take i2/ })).toBeNull());
    expect(isFocused(take("i3"))).toBe(true);
  });

  it("leaves it where it is when one would rather not", async () => {
    const { user } = await open();
    await user.click(screen.getByRole("button", { name: "Delete i3.jpg" }));
    await user.click(question().getByRole("button", { name: "Keep it" }));
    expect(deleteImage).not.toHaveBeenCalled();
    expect(isFocused(take("i3"))).toBe(true);
  });

  it("says that a film was made from it", async () => {
    vi.mocked(deleteImage).mockResolvedValue(err({ kind: "inUse" }));
    const { user, onDeleted } = await open();
    await user.click(screen.getByRole("button", { name: "Delete i1.jpg" }));
    await user.click(question().getByRole("button", { name: "Delete" }));
    expect(screen.getByText(/A film was made from this image, so it stays/)).toBeTruthy();
    expect(onDeleted).not.toHaveBeenCalled();
    expect(take("i1")).toBeTruthy();
  });
});
