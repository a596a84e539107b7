import { act, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Toaster } from "@/components/ui/toaster";
import { fetchAgain } from "@/lib/actions/fetch-again";
import { cancelTask } from "@/lib/actions/tasks";
import { channelsQuery } from "@/lib/queries/channels";
import { err, ok } from "@/lib/result";
import { can, liveStatuses } from "@/lib/task/status";
import type { TaskView } from "@/lib/task/view";
import { renderInStudio, testQueryClient } from "@/test/support/render";
import { aTask } from "@/test/support/views";
import { InProgress } from "./in-progress";

vi.mock("@/lib/actions/fetch-again", () => ({ fetchAgain: vi.fn() }));
vi.mock("@/lib/actions/unconfirmed", () => ({}));
vi.mock("@/lib/actions/tasks", () => ({ createTasks: vi.fn(), cancelTask: vi.fn() }));
const cancel = vi.mocked(cancelTask);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  vi.setSystemTime("2026-11-20T10:00:42Z");
  vi.stubGlobal("fetch", () => new Promise(() => {}));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function show(...tasks: Partial<TaskView>[]) {
  const client = testQueryClient();
  client.setQueryData(channelsQuery().queryKey, [
    {
      id: "sora-async",
      hasKey: true,
      pauses: [],
      slots: { used: 5, of: 5 },
      waiting: 1,
    },
  ]);
  const views = tasks.map((parts, index) => aTask({ id: `t${index}`, ...parts }));
  renderInStudio(
    <>
      <InProgress tasks={views} />
      <Toaster />
    </>,
    { client },
  );
}
const row = () => screen.getByRole("article").textContent;

describe("a task in progress", () => {
  it("is absent when there is none", () => {
    show();
    expect(screen.queryByRole("heading")).toBeNull();
  });

  it("says what it waits for", () => {
    show({ channel: "sora-async" });
    expect(row()).toContain("Waiting for a slot: 5 of 5 running.");
    expect(row()).toContain("$0.40 held");
  });

  it("counts the time, alone", () => {
    show({});
    expect(row()).toContain("0:42");
    act(() => vi.advanceTimersByTime(1_000));
    expect(row()).toContain("0:43");
  });

  it("shows upstream's own progress and an honest range", () => {
    show({
      status: "in_progress",
      progress: 30,
      sandbox: false,
      submittedAt: "2026-11-20T09:59:42.000Z",
    });
    expect(row()).toContain("API Yi is rendering it.30 %About 2–9 min left.");
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("30");
  });

  it("explains a doubt with the sum, and asks what became of it", () => {
    show({ status: "unconfirmed", charge: "uncertain", moving: false });
    expect(row()).toContain("Perhaps paid: $0.40");
    expect(row()).toContain("It is not sent again by itself");
    expect(screen.getByRole("group", { name: /^What became of it/ })).toBeTruthy();
  });

  // Browser flows find the box of the composer by that word.
  it("never names a control of a doubt after the composer's", () => {
    const candidates = ["video_1"];
    const unconfirmed = { checkingId: null, refusal: null, candidates };
    show({ status: "unconfirmed", moving: false, unconfirmed });
    expect(screen.queryAllByLabelText(/prompt/i)).toEqual([]);
    expect(screen.queryAllByRole("button", { name: /prompt/i })).toEqual([]);
  });

  it.each<[string, Partial<TaskView>, string]>([
    [
      "a passing trouble",
      { failure: { kind: "notSent", charged: "no", message: "" } },
      "tries again by itself",
    ],
    ["a call for help", { status: "archiving", attention: "storage" }, "Make room"],
    [
      "a doubt with a reason",
      { status: "unconfirmed", attention: "idTaken" },
      "belongs to another task",
    ],
  ])("tells of %s", (_, parts, words) => {
    show(parts);
    expect(row()).toContain(words);
  });

  it.each(liveStatuses)("can be canceled exactly while the table allows it: %s", (status) => {
    show({ status });
    expect(screen.queryByRole("button", { name: /^Cancel/ }) !== null).toBe(can.cancel(status));
  });
});

describe("canceling", () => {
  const press = async () => {
    fireEvent.click(screen.getByRole("button", { name: /^Cancel/ }));
    await act(async () => {});
  };
  const said = () => within(screen.getByRole("region", { name: /^Notifications/ }));

  it("says that the money is free again", async () => {
    cancel.mockResolvedValue(ok(null));
    show({ sandbox: false });
    await press();
    expect(cancel).toHaveBeenCalledWith("t0");
    expect(await said().findByText("Canceled. $0.40 is free again.")).toBeTruthy();
  });

  it("explains why it is too late", async () => {
    cancel.mockResolvedValue(err({ kind: "tooLate", status: "in_progress" }));
    show({});
    await press();
    expect(await said().findByText(/^Too late to cancel: it is already “Rendering”/)).toBeTruthy();
  });
});

describe("a film that was never whole", () => {
  it("can be fetched again, which is told", async () => {
    vi.mocked(fetchAgain).mockResolvedValue(ok(null));
    show({ status: "archiving", attention: "badFile", prompt: "A red fox" });
    fireEvent.click(screen.getByRole("button", { name: "Fetch again: A red fox" }));
    await act(async () => {});
    expect(fetchAgain).toHaveBeenCalledWith("t0");
    const said = within(screen.getByRole("region", { name: /^Notifications/ }));
    expect(await said.findByText("It is being fetched again.")).toBeTruthy();
  });
});
