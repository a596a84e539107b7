import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { restore, setFavourite, trash } from "@/lib/actions/library";
import type { LibraryItem } from "@/lib/library/view";
import { fakeScreen, filmsByDay, libraryApi } from "@/test/support/library-api";
import { fakeMediaElement } from "@/test/support/media-element";
import { renderInStudio } from "@/test/support/render";
import { Library } from "./library";

vi.mock("next/navigation", async () => (await import("@/test/support/navigation")).navigation);
vi.mock("@/lib/actions/tasks", () => ({ createTasks: vi.fn(), cancelTask: vi.fn() }));
vi.mock("@/lib/actions/fetch-again", () => ({ fetchAgain: vi.fn() }));
vi.mock("@/lib/actions/unconfirmed", () => ({}));
vi.mock("@/lib/actions/library", () => ({
  ...{ setFavourite: vi.fn(), trash: vi.fn(), restore: vi.fn(), setTitle: vi.fn() },
  ...{ addTag: vi.fn(), removeTag: vi.fn(), emptyTrash: vi.fn() },
}));

/** What is loaded on demand takes a busy machine a while. */
const patience = { timeout: 20_000 };

let films: LibraryItem[];
let asked: string[];

beforeEach(() => {
  fakeScreen();
  fakeMediaElement();
  window.history.replaceState(null, "", "/library");
  films = filmsByDay(3, 2);
  asked = libraryApi(
    () => films,
    (search, film) => film.prompt.includes(search.get("q") ?? ""),
  );
  const done = { ok: true, value: { changed: 1, skipped: 0 } } as const;
  for (const action of [setFavourite, trash, restore]) {
    vi.mocked(action).mockReset().mockResolvedValue(done);
  }
});
afterEach(() => vi.unstubAllGlobals());

async function renderLibrary() {
  const user = userEvent.setup();
  renderInStudio(<Library zone="UTC" />);
  await screen.findAllByRole("gridcell");
  return user;
}
const names = () =>
  screen.getAllByRole("gridcell").map((cell) => cell.querySelector("a .sr-only")?.textContent);
const film = (name: string) => screen.getByRole("link", { name: new RegExp(`^${name}`) });
const selected = () =>
  screen
    .getAllByRole("gridcell", { selected: true })
    .map((cell) => cell.querySelector("a .sr-only")?.textContent);

describe("the library", () => {
  it("shows every film of each day, newest first, without a single video", async () => {
    await renderLibrary();
    expect(names()).toEqual(["Film 0.0", "Film 0.1", "Film 0.2", "Film 1.0", "Film 1.1"]);
    expect(screen.getAllByRole("rowheader")).toHaveLength(2);
    expect(screen.getByText("5 films")).toBeTruthy();
    expect(document.querySelector("video")).toBeNull();
  });

  it("leads to the Studio while there is nothing", async () => {
    films = [];
    renderInStudio(<Library zone="UTC" />);
    const link = await screen.findByRole("link", { name: "Make the first one" });
    expect(link).toHaveProperty("pathname", "/");
  });

  it("reads only what is near the screen of a long list", async () => {
    films = filmsByDay(...Array<number>(200).fill(30));
    await renderLibrary();
    const pages = asked.filter((url) => url.startsWith("/api/library?"));
    expect(pages.length).toBeLessThan(4);
    expect(screen.getAllByRole("gridcell").length).toBeLessThan(100);
    expect(screen.getByRole("slider", { name: "Date" }).getAttribute("aria-valuemax")).toBe("199");
  });

  it("reads a day that holds more than fits into one page, to its last film", async () => {
    films = filmsByDay(300);
    const user = await renderLibrary();
    film("Film 0.0").focus();
    await user.keyboard("{End}");
    await waitFor(() => expect(film("Film 0.299")).toBe(document.activeElement), patience);
  });
});

describe("finding", () => {
  it("follows the address, and says what of it means nothing", async () => {
    window.history.replaceState(null, "", "/library?status=paid&q=Film+1&model=gone");
    await renderLibrary();
    expect(names()).toEqual(["Film 1.0", "Film 1.1"]);
    expect(screen.getByText(/status=paid and model=gone/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Remove the filter: “Film 1”" })).toBeTruthy();
  });

  it("searches once one pauses, and keeps one entry of the history for it", async () => {
    const user = await renderLibrary();
    const entries = window.history.length;
    await user.keyboard("/");
    await user.keyboard("0.2");
    await waitFor(() => expect(names()).toEqual(["Film 0.2"]));
    expect(window.location.search).toBe("?q=0.2");
    expect(window.history.length).toBe(entries);
  });

  it("does not search half a word that an input method composes", async () => {
    await renderLibrary();
    const field = screen.getByRole("searchbox");
    fireEvent.compositionStart(field);
    fireEvent.change(field, { target: { value: "yu" } });
    await act(() => new Promise((done) => setTimeout(done, 300)));
    expect(window.location.search).toBe("");
    fireEvent.change(field, { target: { value: "雨" } });
    fireEvent.compositionEnd(field);
    await waitFor(() => expect(new URLSearchParams(window.location.search).get("q")).toBe("雨"));
  });

  it("says that nothing was found, and leads out of it", async () => {
    window.history.replaceState(null, "", "/library?q=walrus");
    renderInStudio(<Library zone="UTC" />);
    expect(await screen.findByText("Nothing found")).toBeTruthy();
    const [out] = screen.getAllByRole("button", { name: "Clear filters" });
    if (out) await userEvent.click(out);
    expect(await screen.findAllByRole("gridcell")).toHaveLength(5);
    expect(window.location.search).toBe("");
  });

  it("takes each decision back with the back button", async () => {
    const user = await renderLibrary();
    await user.click(screen.getByRole("button", { name: "Favourites only" }));
    expect(window.location.search).toBe("?favourite=1");
    act(() => window.history.back());
    await waitFor(() => expect(window.location.search).toBe(""));
    const toggle = screen.getByRole("button", { name: "Favourites only" });
    await waitFor(() => expect(toggle.getAttribute("aria-pressed")).toBe("false"));
  });
});

describe("selecting", () => {
  const check = (name: string) => screen.getByRole("checkbox", { name: `Select “${name}”` });

  it("takes single films, a range, and the whole filter", async () => {
    const user = await renderLibrary();
    await user.click(check("Film 0.1"));
    expect(selected()).toEqual(["Film 0.1"]);
    await user.keyboard("{Shift>}");
    await user.click(film("Film 1.0"));
    await user.keyboard("{/Shift}");
    await waitFor(() => expect(selected()).toEqual(["Film 0.1", "Film 0.2", "Film 1.0"]));
    await user.click(screen.getByRole("button", { name: "Select all 5" }));
    expect(selected()).toHaveLength(5);
    await user.click(film("Film 0.0"));
    expect(selected()).toHaveLength(4);
    expect(screen.getAllByText("4 selected").length).toBeGreaterThan(0);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("region", { name: "Selection" })).toBeNull();
  });

  it("opens nothing while it adds one by Ctrl", async () => {
    const user = await renderLibrary();
    await user.keyboard("{Control>}");
    await user.click(film("Film 0.2"));
    await user.keyboard("{/Control}");
    expect(selected()).toEqual(["Film 0.2"]);
    expect(window.location.pathname).toBe("/library");
  });

  it("means the filter, not what is loaded, by all of it", async () => {
    window.history.replaceState(null, "", "/library?q=Film");
    const user = await renderLibrary();
    film("Film 0.0").focus();
    await user.keyboard("{Control>}a{/Control}");
    await user.click(check("Film 0.1"));
    const bar = screen.getByRole("region", { name: "Selection" });
    await user.click(within(bar).getByRole("button", { name: "Favourite" }));
    expect(setFavourite).toHaveBeenCalledWith({ query: "q=Film&tz=UTC", except: ["d0n1"] }, true);
  });
});

describe("keeping order", () => {
  it("marks a favourite at once, and takes it back when the studio refuses", async () => {
    let refuse: (answer: { ok: false; error: { kind: "unavailable" } }) => void = () => {};
    vi.mocked(setFavourite).mockReturnValue(new Promise((done) => (refuse = done)));
    const user = await renderLibrary();
    film("Film 0.0").focus();
    await user.keyboard("f");
    const heart = () => screen.getByRole("button", { name: "Favourite: “Film 0.0”" });
    await waitFor(() => expect(heart().getAttribute("aria-pressed")).toBe("true"));
    await act(async () => refuse({ ok: false, error: { kind: "unavailable" } }));
    await waitFor(() => expect(heart().getAttribute("aria-pressed")).toBe("false"));
  });

  it("moves to the trash by key; the film leaves the grid at once", async () => {
    vi.mocked(trash).mockImplementation(async () => {
      films = films.filter(({ id }) => id !== "d0n1");
      return { ok: true, value: { changed: 1, skipped: 0 } };
    });
    const user = await renderLibrary();
    film("Film 0.1").focus();
    await user.keyboard("{Delete}");
    expect(trash).toHaveBeenCalledWith({ ids: ["d0n1"] });
    await waitFor(() => expect(names()).toEqual(["Film 0.0", "Film 0.2", "Film 1.0", "Film 1.1"]));
  });
});

describe("the keyboard", () => {
  it("moves through the grid as it lies, with one tab stop", async () => {
    const user = await renderLibrary();
    film("Film 0.0").focus();
    const walked: (string | null | undefined)[] = [];
    for (const key of ["ArrowRight", "ArrowDown", "ArrowUp", "End", "Home"]) {
      await user.keyboard(`{${key}}`);
      walked.push(document.activeElement?.querySelector(".sr-only")?.textContent);
    }
    expect(walked[0]).toBe("Film 0.1");
    expect(walked[1]).toMatch(/^Film (0\.2|1\.\d)/);
    expect(walked.slice(3)).toEqual(["Film 1.1", "Film 0.0"]);
    expect(document.querySelectorAll("[role=gridcell] > a[tabindex='0']")).toHaveLength(1);
  });

  it("lists its keys on ?", async () => {
    const user = await renderLibrary();
    await user.keyboard("?");
    const dialog = await screen.findByRole("dialog", { name: "Keys" }, patience);
    expect(within(dialog).getByText("Row below")).toBeTruthy();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("the viewer over the grid", () => {
  it("has an address of its own, and gives the focus back", async () => {
    const user = await renderLibrary();
    await user.click(film("Film 0.2"));
    expect(window.location.pathname).toBe("/videos/d0n2");
    expect(await screen.findByRole("dialog", { name: "Film" }, patience)).toBeTruthy();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(window.location.pathname).toBe("/library"));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(document.activeElement).toBe(film("Film 0.2"));
  });
});
