import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { libraryQuery, liveTasksQuery } from "@/lib/queries/tasks";
import type { TaskPage, TaskView } from "@/lib/task/view";
import { fakeMediaElement } from "@/test/support/media-element";
import { renderInStudio, testQueryClient } from "@/test/support/render";
import { aFilm, aTask } from "@/test/support/views";
import { Library } from "./library";

const page = (tasks: TaskView[], nextCursor: string | null = null): TaskPage => ({
  tasks,
  nextCursor,
});
const film = (id: string) => aFilm({ id, prompt: `Film ${id}` });

/** The API by the cursor that is asked for; the live list is empty. */
function answering(pages: Record<string, TaskPage | Error>) {
  const answer = async (url: string) => {
    const query = new URL(url, "http://studio").searchParams;
    if (query.get("status") === "live") return Response.json(page([]));
    const found = pages[query.get("cursor") ?? "first"];
    if (!found || found instanceof Error) throw found ?? new TypeError(url);
    return Response.json(found);
  };
  vi.stubGlobal("fetch", vi.fn(answer));
}

/** The library as the server renders its first page. */
function renderLibrary(first: TaskPage, live: TaskView[] = []) {
  const client = testQueryClient();
  client.setQueryData(libraryQuery().queryKey, { pages: [first], pageParams: [null] });
  client.setQueryData(liveTasksQuery().queryKey, page(live));
  return renderInStudio(<Library />, { client });
}

beforeEach(() => {
  fakeMediaElement();
});
afterEach(() => vi.unstubAllGlobals());

const titles = () =>
  screen.getAllByRole("article").map((card) => card.querySelector("a")?.textContent);

describe("Library", () => {
  it("shows the films of the server's first page, counted, newest first", () => {
    renderLibrary(page([film("b"), film("a")]));
    expect(titles()).toEqual(["Film b", "Film a"]);
    expect(screen.getByText("2 films")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("leads to the Studio while there is nothing", () => {
    renderLibrary(page([]));
    const link = screen.getByRole("link", { name: "Make the first one" });
    expect(link).toHaveProperty("pathname", "/");
  });

  it("does not call it empty while the first film is being made", () => {
    renderLibrary(page([]), [aTask({ moving: false })]);
    expect(screen.getByText("Your first film is on its way")).toBeTruthy();
    expect(screen.getByRole("link", { name: "1 film in the making" })).toBeTruthy();
  });

  it("adds the next page on a press", async () => {
    answering({ older: page([film("a")]) });
    renderLibrary(page([film("b")], "older"));
    expect(screen.getByText("The newest film")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Show more" }));
    await waitFor(() => expect(titles()).toEqual(["Film b", "Film a"]));
    expect(screen.getByText("2 films")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("adds the next page when its end comes near", async () => {
    let reach: IntersectionObserverCallback = () => {};
    class Observer {
      constructor(callback: IntersectionObserverCallback) {
        reach = callback;
      }
      observe() {}
      disconnect() {}
    }
    vi.stubGlobal("IntersectionObserver", Observer);
    answering({ older: page([film("a")]) });
    renderLibrary(page([film("b")], "older"));
    const entry = { isIntersecting: true } as IntersectionObserverEntry;
    act(() => reach([entry], {} as IntersectionObserver));
    await waitFor(() => expect(titles()).toEqual(["Film b", "Film a"]));
  });

  it("keeps what it has when the next page cannot be read, and tries again on a press", async () => {
    answering({});
    renderLibrary(page([film("b")], "older"));
    await userEvent.click(screen.getByRole("button", { name: "Show more" }));
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect(titles()).toEqual(["Film b"]);
    answering({ older: page([film("a")]) });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(titles()).toEqual(["Film b", "Film a"]));
  });

  it("shows the rows' places while it loads, and a way out when it cannot", async () => {
    answering({});
    renderInStudio(<Library />);
    expect(screen.getByText("Loading the library")).toBeTruthy();
    expect(await screen.findByRole("alert")).toBeTruthy();
    answering({ first: page([film("a")]) });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(titles()).toEqual(["Film a"]));
  });

  it("speaks Chinese", () => {
    const client = testQueryClient();
    const data = { pages: [page([film("b"), film("a")])], pageParams: [null] };
    client.setQueryData(libraryQuery().queryKey, data);
    client.setQueryData(liveTasksQuery().queryKey, page([]));
    renderInStudio(<Library />, { client, locale: "zh" });
    expect(screen.getByText("共 2 个视频")).toBeTruthy();
  });
});
