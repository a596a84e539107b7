import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { toast } from "sonner";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Toaster } from "@/components/ui/toaster";
import type { ActionFailure } from "@/lib/actions/failure";
import { claimUpstreamId, declareNotCreated, sendAgain } from "@/lib/actions/unconfirmed";
import { taskQuery } from "@/lib/queries/tasks";
import { err, ok } from "@/lib/result";
import { taskStatuses } from "@/lib/task/status";
import {
  adoptionRefusals,
  type TaskEventView,
  type TaskView,
  type UnconfirmedView,
} from "@/lib/task/view";
import { renderInStudio, testQueryClient } from "@/test/support/render";
import { aTask, inDetail } from "@/test/support/views";
import { Unconfirmed } from "./unconfirmed";

vi.mock("@/lib/actions/unconfirmed", () => ({
  claimUpstreamId: vi.fn(),
  declareNotCreated: vi.fn(),
  sendAgain: vi.fn(),
}));
const actions = {
  claim: vi.mocked(claimUpstreamId),
  notCreated: vi.mocked(declareNotCreated),
  again: vi.mocked(sendAgain),
};

const event = (parts: Partial<TaskEventView>): TaskEventView => ({
  ...{ at: "2026-11-20T10:00:01.000Z", from: "waiting", to: "submitting" },
  ...{ httpStatus: null, requestId: null, detail: null },
  ...parts,
});

/** A paid task in doubt: the answer to its POST was a 502. */
const inDoubt = (known: Partial<UnconfirmedView> = {}, parts: Partial<TaskView> = {}): TaskView =>
  aTask({
    ...{ status: "unconfirmed", charge: "uncertain", sandbox: false, moving: false },
    failure: { kind: "upstream", charged: "unknown", message: "502 Bad Gateway" },
    unconfirmed: { checkingId: null, refusal: null, candidates: [], ...known },
    ...parts,
  });

function show(
  task: TaskView = inDoubt(),
  events = [
    event({}),
    event({
      at: "2026-11-20T10:00:03.000Z",
      from: "submitting",
      to: "unconfirmed",
      httpStatus: 502,
    }),
  ],
) {
  for (const action of Object.values(actions)) action.mockReset().mockResolvedValue(ok(null));
  vi.stubGlobal("fetch", () => new Promise(() => {}));
  const client = testQueryClient();
  client.setQueryData(taskQuery(task.id).queryKey, inDetail(task, { events }));
  renderInStudio(
    <>
      <Unconfirmed task={task} />
      <Toaster />
    </>,
    { client },
  );
}

const page = () => document.body.textContent;
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const press = (name: string | RegExp) => userEvent.click(button(name));
const field = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Id of the job" });
const answer = (name: string | RegExp) => {
  const dialog = within(screen.getByRole("alertdialog"));
  return userEvent.click(dialog.getByRole("button", { name }));
};
const toasts = () => within(screen.getByRole("region", { name: /^Notifications/ }));

afterEach(() => {
  vi.unstubAllGlobals();
  toast.dismiss(); // they outlive their toaster
});

describe("a task in doubt", () => {
  it.each(taskStatuses)("is one that can be decided: %s", (status) => {
    show(inDoubt({}, { status }));
    expect(screen.queryByRole("group") !== null).toBe(status === "unconfirmed");
  });

  it.each<[string, Partial<TaskView>, string]>([
    ["an unclear answer", {}, "the answer does not say whether API Yi created it"],
    [
      "silence",
      { failure: { kind: "network", charged: "unknown", message: "the connection broke" } },
      "no answer came",
    ],
    ["somebody else's id", { attention: "idTaken" }, "an id that belongs to another task"],
  ])("says what happened: %s", (_, parts, words) => {
    show(inDoubt({}, parts));
    expect(page()).toContain(words);
    expect(page()).toContain("Perhaps paid: $0.40");
    expect(page()).not.toContain("no money moved");
  });

  it("shows the evidence", () => {
    show();
    const fact = (name: string) => screen.getByText(name).nextElementSibling?.textContent;
    expect(fact("Sent")).toBe("Nov 20, 2026, 10:00:01 AM");
    expect(fact("Answer")).toBe("HTTP 502");
    expect(fact("Its words")).toBe("502 Bad Gateway");
    const history = screen.getByRole("link", { name: "All that happened to it" });
    expect(history.getAttribute("href")).toBe("/videos/t1#history");
  });

  it("stays in doubt, however old", () => {
    vi.useFakeTimers({ now: new Date("2026-11-25T10:00:00Z"), toFake: ["Date"] });
    show();
    expect(page()).toContain("Perhaps paid: $0.40");
    expect(page()).toContain("Nov 20, 2026, 10:00:01 AM");
    expect(button("Send again")).toBeTruthy();
    vi.useRealTimers();
  });

  it("says that no money moved in the sandbox", () => {
    show(inDoubt({}, { sandbox: true }));
    expect(page()).toContain("Sandbox: no money moved.");
  });

  it("says that it is still being looked for", () => {
    show(inDoubt({}, { moving: true }));
    expect(page()).toContain("still looking for it");
  });
});

describe("“I found it”", () => {
  const status = () => screen.getByRole("status").textContent;

  it("sends the pasted id, without what was pasted around it", async () => {
    show();
    await userEvent.type(field(), "  video_123 {Enter}");
    expect(actions.claim).toHaveBeenCalledExactlyOnceWith("t1", "video_123");
    expect(status()).toBe("");
  });

  it("asks for an id", async () => {
    show();
    await press("Check this id");
    expect(actions.claim).not.toHaveBeenCalled();
    expect(status()).toBe("Paste the id first.");
  });

  it("tells at the field why an id is refused at once", async () => {
    show();
    actions.claim.mockResolvedValue(err({ kind: "adoption", refusal: "taken" }));
    await userEvent.type(field(), "video_123{Enter}");
    expect(status()).toContain("Another task already has this id");
    expect(field().getAttribute("aria-invalid")).toBe("true");
    expect(field().getAttribute("aria-describedby")).toContain(
      screen.getByText(/Another task already/).id,
    );
    expect(field().value).toBe("video_123");
  });

  it.each(adoptionRefusals)("tells why an id was refused upstream: %s", (refusal) => {
    show(inDoubt({ refusal }));
    expect(status()).toContain("Nothing was changed");
  });

  it("says that an id is being checked, and takes another one meanwhile", async () => {
    show(inDoubt({ checkingId: "video_1" }, { moving: true }));
    expect(status()).toBe("Checking video_1…");
    await userEvent.type(field(), "video_1");
    expect(button("Check this id").getAttribute("aria-disabled")).toBe("true");
    await userEvent.hover(button("Check this id"));
    expect((await screen.findByRole("tooltip")).textContent).toBe(
      "This id is being checked already.",
    );
    await userEvent.type(field(), "2{Enter}");
    expect(actions.claim).toHaveBeenCalledExactlyOnceWith("t1", "video_12");
  });

  it("lets a candidate of upstream's list be picked", async () => {
    show(inDoubt({ candidates: ["video_a", "video_b"], checkingId: "video_a" }));
    expect(button("This is it: video_a").getAttribute("aria-disabled")).toBe("true");
    await press("This is it: video_b");
    expect(actions.claim).toHaveBeenCalledExactlyOnceWith("t1", "video_b");
    expect(field().value).toBe("video_b");
  });

  it("offers no candidates where there are none", () => {
    show();
    expect(screen.queryByRole("list", { name: /could be/ })).toBeNull();
  });
});

describe.each([
  {
    label: "It was not created",
    act: actions.notCreated,
    refuse: "Keep it open",
    agree: "It was not created",
    names: "The $0.40 held for it becomes free",
    done: "Settled as not created. $0.40 is free again.",
  },
  {
    label: "Send again",
    act: actions.again,
    refuse: "Do not send",
    agree: "Send again for $0.40",
    names: "If the first one was created after all, you pay $0.40 twice.",
    done: "It is sent again.",
  },
])("$label", ({ label, act: action, refuse, agree, names, done }) => {
  it("asks first: what it means in money, and with the cautious answer at hand", async () => {
    show();
    await press(label);
    const dialog = screen.getByRole("alertdialog");
    expect(dialog.textContent).toContain(names);
    expect(document.activeElement?.textContent).toBe(refuse);
    await userEvent.keyboard("{Enter}");
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(document.activeElement).toBe(button(label));
    await press(label);
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(action).not.toHaveBeenCalled();
  });

  it("acts once it is confirmed, and says so", async () => {
    show();
    await press(label);
    await answer(agree);
    expect(action).toHaveBeenCalledExactlyOnceWith("t1");
    expect(await toasts().findByText(done)).toBeTruthy();
  });

  it("takes no second press while it is under way", async () => {
    show();
    action.mockReturnValue(new Promise(() => {}));
    await press(label);
    await answer(agree);
    await press(label);
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(action).toHaveBeenCalledOnce();
  });

  it.each<[ActionFailure, RegExp]>([
    [{ kind: "tooLate", status: "queued" }, /^That was settled meanwhile: it is now “Queued”/],
    [{ kind: "unavailable" }, /^The studio could not write this down/],
  ])("explains a refusal: %j", async (refusal, words) => {
    show();
    action.mockResolvedValue(err(refusal));
    await press(label);
    await answer(agree);
    expect(await toasts().findByText(words)).toBeTruthy();
  });
});

it("does not lose the focus with the choices", async () => {
  const content = document.body.appendChild(document.createElement("main"));
  Object.assign(content, { id: "content", tabIndex: -1 });
  const { rerender } = renderInStudio(<Unconfirmed task={inDoubt()} />);
  button("Send again").focus();
  await act(async () => rerender(<Unconfirmed task={inDoubt({}, { status: "waiting" })} />));
  expect(document.activeElement).toBe(content);
  content.remove();
});
