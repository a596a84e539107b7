import { act, createEvent, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTasks } from "@/lib/actions/tasks";
import { builtInCatalogue as catalogue } from "@/lib/catalogue/catalogue";
import { channelsQuery } from "@/lib/queries/channels";
import { err, ok } from "@/lib/result";
import type { ChannelView } from "@/lib/task/view";
import { renderInStudio, testQueryClient } from "@/test/support/render";
import { Composer } from "./composer";
import { type Draft, freshDraft } from "./draft";
import { loadForm } from "./draft-store";

const router = vi.hoisted(() => ({ refresh: vi.fn() }));
vi.mock("next/navigation", () => ({
  useRouter: () => router,
  useSearchParams: () => new URLSearchParams(location.search),
}));
vi.mock("@/lib/actions/tasks", () => ({ createTasks: vi.fn(), cancelTask: vi.fn() }));
const create = vi.mocked(createTasks);

const channelViews: ChannelView[] = catalogue.channels.map(({ id, pace }) => ({
  id,
  hasKey: true,
  pauses: [],
  slots: { used: 0, of: pace.slots },
  waiting: 0,
}));

beforeEach(() => {
  create.mockReset();
  create.mockResolvedValue(ok({ taskIds: ["t1"] }));
  // Only what was just done is looked at here; the lists are read elsewhere.
  vi.stubGlobal("fetch", () => new Promise(() => {}));
});
afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

function compose({
  from = null,
  channels = channelViews,
  locale,
}: {
  from?: Draft | null;
  channels?: ChannelView[];
  locale?: "en" | "zh";
} = {}) {
  if (from) history.replaceState(null, "", "/?from=t1");
  const client = testQueryClient();
  client.setQueryData(channelsQuery().queryKey, channels);
  const beginning = {
    fresh: freshDraft(catalogue, channels),
    from: from && { taskId: "t1", imageId: null, draft: from },
  };
  renderInStudio(<Composer {...beginning} />, {
    client,
    ...(locale && { locale }),
  });
  return userEvent.setup();
}

const box = () => screen.getByLabelText<HTMLTextAreaElement>("Prompt");
const generate = () => screen.getByRole("button", { name: /^Generate/ });
const write = (text: string) => fireEvent.change(box(), { target: { value: text } });
const ctrlEnter = (more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(box(), { key: "Enter", ctrlKey: true, ...more });
/** Lets answers arrive. */
const settle = () => act(async () => {});

describe("the price on the button", () => {
  it("is exact, and follows every choice", async () => {
    const user = compose();
    expect(generate().getAttribute("aria-label")).toBe("Generate 1 take - $0.40");
    await user.click(screen.getByRole("radio", { name: "8 s" }));
    await user.click(screen.getByRole("button", { name: "One take more" }));
    expect(screen.getByRole("button", { name: "Generate 2 takes - $1.60" })).toBeTruthy();
  });

  it("says about, and since when, where API Yi's pages disagree", () => {
    const async = { ...freshDraft(catalogue, []), channel: "sora-async", seconds: 10 };
    compose({ from: async });
    expect(generate().getAttribute("aria-label")).toBe("Generate 1 take - about $0.12");
    expect(screen.getByText(/disagree on this price; as of Nov 20, 2026/)).toBeTruthy();
  });

  it("is there in Chinese", () => {
    compose({ locale: "zh" });
    expect(screen.getByRole("button", { name: "生成 1 条 - $0.40" })).toBeTruthy();
  });
});

describe("the prompt", () => {
  it("is counted in code points, against the channel's limit", () => {
    compose();
    write("👩‍🚀a");
    expect(screen.getByText("4 / 32,000")).toBeTruthy();
  });

  it("is the only control with that word in its name", () => {
    compose();
    expect(screen.getAllByLabelText(/prompt/i)).toEqual([box()]);
  });

  it("survives a reload", () => {
    localStorage.setItem(
      "rushes.draft",
      JSON.stringify({ draft: { prompt: "A heron", seconds: 12 }, intentKey: "kept" }),
    );
    compose();
    expect(box().value).toBe("A heron");
    expect(screen.getByRole("radio", { name: "12 s" })).toHaveProperty("checked", true);
    write("A heron lifts off");
    expect(loadForm()?.draft.prompt).toBe("A heron lifts off");
  });
});

describe("using a film again", () => {
  const from: Draft = {
    prompt: "Ink unfolds",
    channel: "sora-official",
    model: "sora-2-pro",
    seconds: 12,
    size: "1792x1024",
    takes: 1,
    reference: null,
  };

  it("fills everything, and from then on is a draft", () => {
    compose({ from });
    expect(box().value).toBe("Ink unfolds");
    expect(generate().getAttribute("aria-label")).toBe("Generate 1 take - $6.00");
    expect(location.search).toBe("");
    expect(loadForm()?.draft).toEqual(from);
  });
});

describe("sending", () => {
  it("sends what is written, once, and keeps the words", async () => {
    compose();
    write("A heron lifts off");
    fireEvent.click(generate());
    expect(generate().getAttribute("aria-busy")).toBe("true");
    await settle();
    expect(create).toHaveBeenCalledTimes(1);
    expect(create.mock.calls[0]?.[0]).toEqual({
      ...freshDraft(catalogue, []),
      prompt: "A heron lifts off",
      quotedMicros: 400_000,
      intentKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(box().value).toBe("A heron lifts off");
  });

  it("takes a burst of presses for one wish, however fast the answer is", async () => {
    compose();
    write("A heron lifts off");
    for (let press = 0; press < 10; press++) {
      ctrlEnter();
      await settle();
    }
    fireEvent.doubleClick(generate());
    fireEvent.click(generate());
    await settle();
    expect(create).toHaveBeenCalledTimes(1);
  });

  it("begins a new intent with every change, and with every acceptance", async () => {
    compose();
    const keys = () => create.mock.calls.map(([input]) => input.intentKey);
    write("one");
    ctrlEnter();
    await settle();
    write("two");
    ctrlEnter();
    await settle();
    expect(create).toHaveBeenCalledTimes(2);
    expect(new Set([...keys(), loadForm()?.intentKey]).size).toBe(3);
  });

  it("repeats the same intent after an answer that never came", async () => {
    create.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    compose();
    write("A heron lifts off");
    ctrlEnter();
    await settle();
    expect(screen.getByRole("alert").textContent).toContain("The studio did not answer.");
    ctrlEnter();
    await settle();
    const [first, second] = create.mock.calls;
    expect(second?.[0]).toEqual(first?.[0]);
  });

  it.each([
    ["an input method composes", { isComposing: true }],
    ["it reports 229", { keyCode: 229 }],
    ["the key is held down", { repeat: true }],
    ["Ctrl is not pressed", { ctrlKey: false }],
  ])("does not send while %s", async (_, event) => {
    compose();
    write("A heron lifts off");
    ctrlEnter(event);
    await settle();
    expect(create).not.toHaveBeenCalled();
  });

  it("does not send on Enter in the number of takes", () => {
    compose();
    write("A heron lifts off");
    const takes = screen.getByRole("spinbutton", { name: "Takes" });
    const enter = createEvent.keyDown(takes, { key: "Enter" });
    fireEvent(takes, enter);
    expect(enter.defaultPrevented).toBe(true);
  });
});

describe("refusals", () => {
  it("says what is missing at the field, and goes there", async () => {
    const user = compose();
    await user.click(generate());
    expect(create).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(box());
    expect(box().getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("Say what the film should show.")).toBeTruthy();
    write("A");
    expect(box().getAttribute("aria-invalid")).toBeNull();
  });

  it("never blocks a poor one", async () => {
    compose();
    write("a cat");
    ctrlEnter();
    await settle();
    expect(create).toHaveBeenCalledTimes(1);
  });

  it("names by how much it is too long", () => {
    compose({
      from: { ...freshDraft(catalogue, []), channel: "sora-async", prompt: "字".repeat(1_004) },
    });
    ctrlEnter();
    expect(
      screen.getByText(/Too long by 5: .* at most 999 characters, this is 1,004/),
    ).toBeTruthy();
  });

  it("lives with an empty number of takes", () => {
    compose();
    const takes = screen.getByRole("spinbutton", { name: "Takes" });
    fireEvent.change(takes, { target: { value: "" } });
    expect(generate().getAttribute("aria-label")).toBe("Generate 1 take - $0.40");
  });

  it.each([0, 100])("refuses %s takes", (takes) => {
    compose();
    write("A heron");
    fireEvent.change(screen.getByRole("spinbutton", { name: "Takes" }), {
      target: { value: String(takes) },
    });
    ctrlEnter();
    expect(screen.getByText("Between 1 and 10 takes at once.")).toBeTruthy();
    expect(create).not.toHaveBeenCalled();
  });

  it("shows the server's faults in the same places", async () => {
    create.mockResolvedValue(err({ kind: "input", faults: [{ field: "channel", code: "noKey" }] }));
    compose();
    write("A heron");
    ctrlEnter();
    await settle();
    expect(screen.getByText(/^This channel has no key yet. Set API_YI_OFFICIAL_KEY/)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole("combobox", { name: "Channel" }));
  });

  it("fetches the new price when it has changed since, and asks for another press", async () => {
    const changed = { field: "takes", code: "priceChanged", values: { amount: "$0.50" } } as const;
    create.mockResolvedValue(err({ kind: "input", faults: [changed] }));
    compose();
    write("A heron");
    ctrlEnter();
    await settle();
    expect(create.mock.lastCall?.[0].quotedMicros).toBe(400_000);
    expect(
      screen.getByText(/The price has changed: it is \$0.50 now. Nothing was sent/),
    ).toBeTruthy();
    expect(router.refresh).toHaveBeenCalled();
  });

  it("says that nothing was spent when it could not be written down", async () => {
    create.mockResolvedValue(err({ kind: "unavailable" }));
    compose();
    write("A heron");
    ctrlEnter();
    await waitFor(() =>
      expect(screen.getByRole("alert").textContent).toContain("nothing was spent"),
    );
  });
});

describe("choices", () => {
  const channel = () => screen.getByRole("combobox", { name: "Channel" });

  it("shows what another model offers, disabled, with the reason", () => {
    compose();
    expect(screen.getByRole("radio", { name: "1792 × 1024" })).toHaveProperty("disabled", true);
    expect(screen.getByText("1024 × 1792 and 1792 × 1024: only with Sora 2 Pro.")).toBeTruthy();
  });

  it("shows a channel without a key, disabled, with what it lacks", () => {
    compose({ channels: channelViews.map((view, index) => ({ ...view, hasKey: index === 0 })) });
    const option = screen.getByRole("option", { name: /Sora 2 Async .*API_YI_ASYNC_KEY/ });
    expect(option).toHaveProperty("disabled", true);
  });

  it("keeps the words and what still fits when the channel changes", async () => {
    const user = compose();
    write("A heron");
    await user.selectOptions(channel(), "sora-async");
    expect(box().value).toBe("A heron");
    expect(screen.getByText("7 / 999")).toBeTruthy();
    expect(screen.getByRole("radio", { name: "720 × 1280" })).toHaveProperty("checked", true);
    expect(screen.getByRole("radio", { name: "10 s" })).toHaveProperty("checked", true);
    expect(screen.queryByRole("radio", { name: "4 s" })).toBeNull();
  });
});
