import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createBatch } from "@/lib/actions/tasks";
import { builtInCatalogue } from "@/lib/catalogue/catalogue";
import { err, ok } from "@/lib/result";
import { renderInStudio } from "@/test/support/render";
import { freshDraft } from "../draft";
import { BatchDialog } from "./batch-dialog";

vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: vi.fn() }) }));
vi.mock("@/lib/actions/tasks", () => ({ createBatch: vi.fn() }));
const send = vi.mocked(createBatch);

const [channel] = builtInCatalogue.channels;
const model = channel?.models[0];
if (!channel || !model) throw new Error("the catalogue is empty");
const draft = { ...freshDraft(builtInCatalogue, []), prompt: "A heron" };

// Roles are slow to look up in a page with a dialog.
vi.setConfig({ testTimeout: 20_000 });

beforeEach(() => {
  send.mockReset();
  send.mockResolvedValue(ok({ taskIds: ["t1", "t2"] }));
  vi.stubGlobal("fetch", () => new Promise(() => {}));
});
afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

async function open() {
  const user = userEvent.setup();
  const view = renderInStudio(<BatchDialog draft={draft} maker={{ channel, model } as never} />);
  await user.click(screen.getByRole("button", { name: "Several at once" }));
  return { user, view };
}

const prompts = () => screen.getByLabelText(/^Prompts/);
const write = (value: string) => fireEvent.change(prompts(), { target: { value } });
const generate = () => screen.getByRole("button", { name: /^Generate/ });

it("prices every film and all of them before the one press that sends them", async () => {
  const { user } = await open();
  write("A heron\n\nA fox");
  await user.click(screen.getByRole("checkbox", { name: "8 s" }));
  const rows = within(screen.getByRole("table")).getAllByRole("row");
  expect(rows.map((row) => row.textContent)).toEqual([
    "PromptShapeLengthOne takeTakesSum",
    "A heron720 × 12804 s$0.401$0.40",
    "A heron720 × 12808 s$0.801$0.80",
    "A fox720 × 12804 s$0.401$0.40",
    "A fox720 × 12808 s$0.801$0.80",
    "4 films4$2.40",
  ]);
  expect(generate().getAttribute("aria-label")).toBe("Generate 4 takes - $2.40");
  await user.click(generate());
  expect(send).toHaveBeenCalledTimes(1);
  const sent = send.mock.calls[0]?.[0];
  expect(sent?.quotedMicros).toBe(2_400_000);
  expect(sent?.films.map(({ prompt, seconds }) => [prompt, seconds])).toEqual([
    ["A heron", 4],
    ["A heron", 8],
    ["A fox", 4],
    ["A fox", 8],
  ]);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("is one intent while it stays as it is, and another after every change (FAULTS 17)", async () => {
  send.mockResolvedValue(err({ kind: "unavailable" }));
  const { user, view } = await open();
  for (let press = 0; press < 3; press++) await user.click(generate());
  view.unmount();
  // The page was loaded again: the same batch is still the same intent.
  await open();
  await user.click(generate());
  write("A fox");
  await user.click(generate());
  const keys = send.mock.calls.map(([sent]) => sent.intentKey);
  expect(new Set(keys.slice(0, 4)).size).toBe(1);
  expect(keys).toHaveLength(5);
  expect(keys[4]).not.toBe(keys[0]);
});

it("says what is missing instead of sending", async () => {
  const { user } = await open();
  write("");
  expect(screen.getByText("Write at least one prompt.")).toBeTruthy();
  await user.click(generate());
  write("A fox");
  await user.click(screen.getByRole("checkbox", { name: "4 s" }));
  expect(screen.getByText("Choose at least one length.")).toBeTruthy();
  await user.click(generate());
  expect(send).not.toHaveBeenCalled();
});
