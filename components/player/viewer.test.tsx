import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { addTag, removeTag, setFavourite, setTitle } from "@/lib/actions/library";
import { createTasks } from "@/lib/actions/tasks";
import { type LibraryQuery, wholeLibrary } from "@/lib/library/query";
import { channelsQuery } from "@/lib/queries/channels";
import { libraryNeighboursQuery } from "@/lib/queries/library";
import { taskQuery } from "@/lib/queries/tasks";
import type { TaskDetailView, TaskEventView } from "@/lib/task/view";
import { fakeMediaElement } from "@/test/support/media-element";
import { renderInStudio, testQueryClient } from "@/test/support/render";
import { aFilm, aTask, aVideo, inDetail } from "@/test/support/views";
import { wordsOf } from "./timeline";
import { Viewer } from "./viewer";

const replace = vi.fn();
vi.mock("next/navigation", () => ({ useRouter: () => ({ replace, push: vi.fn() }) }));
// The buttons of a live task call it; nothing is pressed here.
vi.mock("@/lib/actions/tasks", () => ({ cancelTask: vi.fn(), createTasks: vi.fn() }));
vi.mock("@/lib/actions/library", () => ({
  ...{ setFavourite: vi.fn(), trash: vi.fn(), restore: vi.fn(), setTitle: vi.fn() },
  ...{ addTag: vi.fn(), removeTag: vi.fn() },
}));
vi.mock("@/lib/actions/fetch-again", () => ({ fetchAgain: vi.fn() }));
vi.mock("@/lib/actions/unconfirmed", () => ({}));

beforeEach(() => {
  fakeMediaElement();
  replace.mockReset();
  for (const action of [setFavourite, setTitle, addTag, removeTag, createTasks]) {
    vi.mocked(action).mockReset();
  }
  const done = { ok: true, value: { changed: 1, skipped: 0 } } as const;
  for (const action of [setFavourite, addTag, removeTag]) vi.mocked(action).mockResolvedValue(done);
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => Response.json({}, { status: 404 })),
  );
});

function renderViewer(task: TaskDetailView, query: LibraryQuery = wholeLibrary) {
  const client = testQueryClient();
  client.setQueryData(taskQuery(task.id).queryKey, task);
  client.setQueryData(channelsQuery().queryKey, []);
  const scope = { query, zone: "UTC" };
  const neighbours = { previous: "n1", next: null };
  client.setQueryData(libraryNeighboursQuery(scope, task.id).queryKey, neighbours);
  return renderInStudio(<Viewer id={task.id} {...scope} />, { client });
}

const fact = (name: string) =>
  screen.getByText(name, { selector: "dt" }).nextElementSibling?.textContent;

describe("Viewer of a film", () => {
  it("shows the film, the whole prompt and where to go on", () => {
    const prompt = `Scene one.\n\n${"A long walk. ".repeat(100)}`;
    renderViewer(inDetail(aFilm({ prompt })));
    expect(document.querySelector("video")?.getAttribute("poster")).toBe("/media/posters/t1.webp");
    expect(screen.getByText(/Scene one/).textContent).toBe(prompt);
    const href = (name: string) => screen.getByRole("link", { name }).getAttribute("href");
    expect(href("Download")).toBe("/media/videos/t1.mp4?download");
    expect(href("Use again")).toBe("/?from=t1");
    expect(href("Previous film")).toBe("/videos/n1");
    expect(screen.queryByRole("link", { name: "Next film" })).toBeNull();
  });

  it("names what it was made with, and what the file is", () => {
    renderViewer(inDetail(aFilm(), { upstreamId: "video_123" }));
    expect(fact("Channel")).toBe("Sora 2 Official");
    expect(fact("Model")).toBe("Sora 2");
    expect(fact("Length")).toBe("4 s");
    expect(fact("Size")).toBe("1280 × 720");
    expect(fact("Weight")).toBe("2.4 MB");
    expect(fact("SHA-256")).toContain("9f86d081…");
    expect(fact("Job id")).toContain("video_123");
  });

  it("says where the file differs from what was asked for", () => {
    renderViewer(inDetail(aFilm({ video: aVideo({ height: 704, durationMs: 3_458 }) })));
    expect(fact("Length")).toBe("3.5 s (4 s was asked for)");
    expect(fact("Size")).toBe("1280 × 704 (1280 × 720 was asked for)");
  });

  it.each([
    ["made by the sandbox", aFilm({ sandbox: true }), "Sandbox: no money moved."],
    ["charged", aFilm({ sandbox: false }), "It cost $0.40."],
  ])("says what became of the price: %s", (_name, task, words) => {
    renderViewer(inDetail(task));
    expect(screen.getByText(words)).toBeTruthy();
  });

  it("says beside the film that it was perhaps paid twice", () => {
    renderViewer(inDetail(aFilm({ attention: "acceptedTwice" })));
    expect(screen.getByText(/perhaps paid twice/)).toBeTruthy();
  });

  it("copies the prompt and says so", async () => {
    const user = userEvent.setup();
    renderViewer(inDetail(aFilm({ prompt: "A paper boat" })));
    await user.click(screen.getByRole("button", { name: "Copy the prompt" }));
    expect(await navigator.clipboard.readText()).toBe("A paper boat");
    expect(screen.getByText("Copied")).toBeTruthy();
  });
});

describe("Viewer of a task without a film", () => {
  it("says what a live one is doing", () => {
    renderViewer(inDetail(aTask({ status: "in_progress", progress: 40, moving: false })));
    expect(document.querySelector("video")).toBeNull();
    expect(screen.getByText("Rendering")).toBeTruthy();
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("40");
    expect(screen.queryByRole("link", { name: "Download" })).toBeNull();
  });

  it("lets a waiting one be withdrawn", () => {
    renderViewer(inDetail(aTask({ moving: false })));
    expect(screen.getByRole("button", { name: /^Cancel/ })).toBeTruthy();
  });

  it("asks what became of one in doubt", () => {
    renderViewer(inDetail(aTask({ status: "unconfirmed", charge: "uncertain", moving: false })));
    expect(screen.getByRole("group", { name: /^What became of it/ })).toBeTruthy();
    const history = screen.getByRole("link", { name: "All that happened to it" });
    expect(document.getElementById(history.getAttribute("href")?.split("#")[1] ?? "")).toBeTruthy();
  });

  it("says why one failed, what it cost and what to do", () => {
    const failure = { kind: "moderated", charged: "no", message: "blocked by policy" } as const;
    const task = aTask({ status: "failed", charge: "released", failure, moving: false });
    renderViewer(inDetail({ ...task, sandbox: false }));
    expect(screen.getByText(/The content policy stopped it/)).toBeTruthy();
    expect(screen.getByText(/blocked by policy/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Edit and try again" })).toBeTruthy();
  });
});

describe("the timeline", () => {
  const event = (parts: Partial<TaskEventView>): TaskEventView => ({
    at: "2026-11-20T10:00:00.000Z",
    from: null,
    to: "waiting",
    httpStatus: null,
    requestId: null,
    detail: null,
    ...parts,
  });

  it("tells what happened, with the evidence, and a day only when it changes", () => {
    const events = [
      event({}),
      event({ at: "2026-11-20T10:00:02.000Z", from: "waiting", to: "submitting" }),
      event({
        at: "2026-11-21T00:00:05.000Z",
        from: "submitting",
        to: "unconfirmed",
        httpStatus: 502,
        requestId: "req_1",
        detail: "<html>bad gateway</html>",
      }),
    ];
    renderViewer(inDetail(aTask({ status: "unconfirmed", moving: false }), { events }));
    const items = within(screen.getByRole("list")).getAllByRole("listitem");
    const words = items.map((item) => item.textContent);
    expect(words[0]).toContain("Nov 20, 2026 10:00:00 AM");
    expect(words[1]).toBe("Being sent10:00:02 AM");
    for (const part of ["Nov 21, 2026", "HTTP 502", "Request req_1", "<html>bad gateway</html>"]) {
      expect(words[2]).toContain(part);
    }
  });

  it.each([
    [null, "waiting", "created"],
    ["submitting", "waiting", "requeued"],
    ["unconfirmed", "waiting", "resend"],
    ["submitting", "queued", "to.queued"],
    ["unconfirmed", "queued", "adopted"],
    ["failed", "queued", "adopted"],
    ["archiving", "archiving", "noted"],
    ["in_progress", "queued", "requeuedUpstream"],
    ["archiving", "completed", "to.completed"],
  ] as const)("%s -> %s", (from, to, expected) => {
    expect(wordsOf({ from, to })).toBe(expected);
  });
});

describe("what one can do to a film", () => {
  const film = (parts = {}) => renderViewer(inDetail(aFilm(), parts));

  it("stays within the part of the library that it is looked at in", async () => {
    renderViewer(inDetail(aFilm()), { ...wholeLibrary, favourite: true, text: "boat" });
    const href = (name: string) => screen.getByRole("link", { name }).getAttribute("href");
    expect(href("Library")).toBe("/library?q=boat&favourite=1");
    expect(href("Previous film")).toBe("/videos/n1?q=boat&favourite=1");
    screen.getByRole("region", { name: "Player" }).focus();
    await userEvent.keyboard("p");
    expect(replace).toHaveBeenCalledWith("/videos/n1?q=boat&favourite=1");
  });

  it("marks a favourite by its button and by key", async () => {
    film();
    await userEvent.click(screen.getByRole("button", { name: "Favourite" }));
    await userEvent.keyboard("f");
    expect(vi.mocked(setFavourite).mock.calls).toEqual([
      [{ ids: ["t1"] }, true],
      [{ ids: ["t1"] }, true],
    ]);
  });

  it("gives it a name in place", async () => {
    vi.mocked(setTitle).mockResolvedValue({ ok: true, value: null });
    film();
    await userEvent.click(screen.getByRole("button", { name: "Add a title" }));
    await userEvent.keyboard("First light{Enter}");
    expect(setTitle).toHaveBeenCalledWith("t1", "First light");
    await waitFor(() => expect(screen.queryByLabelText("Title")).toBeNull());
  });

  it("tags it, and takes a tag off", async () => {
    film({ tags: ["harbour"] });
    await userEvent.type(screen.getByLabelText("Add a tag"), " night  {Enter}");
    expect(addTag).toHaveBeenCalledWith({ ids: ["t1"] }, "night");
    await userEvent.click(screen.getByRole("button", { name: "Remove the tag “harbour”" }));
    expect(removeTag).toHaveBeenCalledWith({ ids: ["t1"] }, "harbour");
  });

  it("makes another take for the price on the button, and one only for any number of presses", async () => {
    vi.mocked(createTasks).mockResolvedValue({ ok: true, value: { taskIds: ["t2"] } });
    film();
    const button = screen.getByRole("button", { name: /New take.*\$0\.40/ });
    await userEvent.dblClick(button);
    await userEvent.click(button);
    expect(createTasks).toHaveBeenCalledOnce();
    expect(vi.mocked(createTasks).mock.calls[0]?.[0]).toMatchObject({
      ...{ channel: "sora-official", model: "sora-2", seconds: 4, size: "1280x720", takes: 1 },
      ...{ quotedMicros: 400_000, reference: null },
    });
  });

  it("asks with the same intent again when no answer came", async () => {
    vi.mocked(createTasks).mockRejectedValueOnce(new TypeError("no server"));
    vi.mocked(createTasks).mockResolvedValue({ ok: true, value: { taskIds: ["t2"] } });
    film();
    const button = screen.getByRole("button", { name: /New take/ });
    await userEvent.click(button);
    await userEvent.click(button);
    const keys = vi.mocked(createTasks).mock.calls.map(([{ intentKey }]) => intentKey);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });
});
