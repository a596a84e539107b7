import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { setBudget } from "@/lib/actions/budget";
import { setPrice } from "@/lib/actions/prices";
import type { PriceView } from "@/lib/catalogue/price-view";
import type { BooksView, BudgetView } from "@/lib/costs/view";
import { booksQuery, budgetQuery } from "@/lib/queries/costs";
import { ok } from "@/lib/result";
import { renderInStudio, testQueryClient } from "@/test/support/render";
import { Books } from "./books";
import { BudgetSettings } from "./budget-form";
import { Prices } from "./prices/prices";
import { RangePicker } from "./range-picker";
import { readShown } from "./search";

vi.setConfig({ testTimeout: 20_000 });
const router = vi.hoisted(() => ({ push: vi.fn(), refresh: vi.fn() }));
vi.mock("next/navigation", () => ({ useRouter: () => router }));
vi.mock("@/lib/actions/budget", () => ({ setBudget: vi.fn() }));
vi.mock("@/lib/actions/prices", () => ({ setPrice: vi.fn() }));

const today = "2026-11-20";
const shown = readShown({ from: "2026-11-19", to: "2026-11-20" }, today, "live");

beforeEach(() => {
  router.push.mockReset();
  vi.mocked(setBudget).mockReset().mockResolvedValue(ok(null));
  vi.mocked(setPrice).mockReset().mockResolvedValue(ok(null));
  vi.stubGlobal("fetch", () => new Promise(() => {}));
});

describe("the books", () => {
  const line = (charged: number, uncertain: number) => ({
    sums: { charged, held: 0, uncertain, released: 100_000 },
    tasks: 1,
  });
  const books: BooksView = {
    range: shown.range,
    timeZone: "Asia/Shanghai",
    sandbox: false,
    unit: "day",
    total: { ...line(1_200_000, 400_000), tasks: 2 },
    spans: [
      { from: "2026-11-19", to: "2026-11-19", ...line(1_200_000, 0) },
      { from: "2026-11-20", to: "2026-11-20", ...line(0, 400_000) },
    ],
    channels: [{ channel: "sora-official", ...line(1_200_000, 400_000) }],
    models: [{ channel: "sora-official", model: "sora-2", ...line(1_200_000, 400_000) }],
  };
  const render = (parts: Partial<BooksView> = {}) => {
    const client = testQueryClient();
    const key = booksQuery({ ...shown.range, books: "live" }).queryKey;
    client.setQueryData(key, { ...books, ...parts });
    renderInStudio(<Books shown={shown} />, { client });
  };

  it("say the same by day, by model and by channel, and never hide what is uncertain", () => {
    render();
    for (const name of ["By day", "By model", "By channel"]) {
      const rows = within(screen.getByRole("table", { name })).getAllByRole("row");
      expect(rows.at(-1)?.textContent).toBe("Sum$1.20$0.00$0.40$0.102");
    }
    const chart = screen.getByRole("img", { name: /2 bars, the highest \$1\.20/ });
    expect(
      within(chart).getByText("Nov 20, 2026: Charged $0.00, Held $0.00, Uncertain $0.40"),
    ).toBeTruthy();
    expect(screen.getByRole("link", { name: "Download as CSV" }).getAttribute("href")).toBe(
      "/api/costs/export?from=2026-11-19&to=2026-11-20&books=live",
    );
  });

  it("say when nothing was spent, and when it is play money", () => {
    const nothing = { sums: { charged: 0, held: 0, uncertain: 0, released: 0 }, tasks: 0 };
    render({ total: nothing, sandbox: true });
    expect(screen.getByText("Nothing was spent")).toBeTruthy();
    expect(screen.getByText(/play money/)).toBeTruthy();
  });
});

it("refuses a range that ends before it begins, at its field", async () => {
  const user = userEvent.setup();
  renderInStudio(<RangePicker shown={shown} today={today} />);
  const show = screen.getByRole("button", { name: "Show" });
  fireEvent.change(screen.getByLabelText("To"), { target: { value: "2026-11-01" } });
  await user.click(show);
  expect(screen.getByText("This is before the first day. Choose a later one.")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("To"));
  expect(router.push).not.toHaveBeenCalled();
  fireEvent.change(screen.getByLabelText("From"), { target: { value: "2026-10-01" } });
  await user.click(show);
  // In the sandbox's studio real money is the exception, so the address says it.
  expect(router.push).toHaveBeenCalledWith("/costs?from=2026-10-01&to=2026-11-01&books=live");
});

it("takes a budget, or says at each field why not", async () => {
  const user = userEvent.setup();
  const nothing = { charged: 0, held: 0, uncertain: 0, released: 0 };
  const budget: BudgetView = {
    day: today,
    timeZone: "UTC",
    spentToday: nothing,
    spentThisMonth: nothing,
    caps: [],
    settings: { monthMicros: 5_500_000, dayMicros: null, warnPercent: 80, timeZone: "UTC" },
    ceilingMicros: 25_000_000,
  };
  const client = testQueryClient();
  client.setQueryData(budgetQuery().queryKey, budget);
  renderInStudio(<BudgetSettings zones={["UTC", "Asia/Shanghai"]} />, { client });
  const month = screen.getByLabelText<HTMLInputElement>("A month, in dollars");
  expect(month.value).toBe("5.50");
  expect(screen.getByText(/allows at most \$25\.00 a month/)).toBeTruthy();
  await user.clear(month);
  await user.type(month, "-1");
  await user.click(screen.getByRole("button", { name: "Save the budget" }));
  expect(screen.getByText("It cannot be less than nothing.")).toBeTruthy();
  expect(setBudget).not.toHaveBeenCalled();
  await user.clear(month);
  await user.click(screen.getByRole("button", { name: "Save the budget" }));
  expect(setBudget).toHaveBeenCalledWith({ month: "", day: "", warn: "80", timeZone: "UTC" });
});

it("takes a price whole, and tells what it was before", async () => {
  const user = userEvent.setup();
  const price: PriceView = {
    ...{ channel: "sora-official", model: "sora-2", kind: "perSecond" },
    cells: [
      { name: "720x1280", micros: 100_000 },
      { name: "1280x720", micros: 90_000 },
    ],
    ...{ asOf: today, confidence: "owner", isFixed: false },
    history: [
      {
        ...{ id: 1, at: "2026-11-20T09:00:00.000Z", by: "owner", isReset: false },
        cells: [{ name: "1280x720", micros: 90_000, oldMicros: 100_000 }],
      },
    ],
  };
  const fixed: PriceView = { ...price, model: "sora-2-pro", isFixed: true, confidence: "operator" };
  renderInStudio(<Prices prices={[price, fixed]} timeZone="UTC" />);
  const [own, other] = screen.getAllByRole("article").map((each) => within(each));
  if (!own || !other) throw new Error("a price is missing");
  expect(own.getByText("A second in 1280 × 720: $0.10 → $0.09")).toBeTruthy();
  const field = own.getByLabelText("A second in 720 × 1280");
  fireEvent.change(field, { target: { value: "1001" } });
  await user.click(own.getByRole("button", { name: "Save the price" }));
  expect(own.getByText(/more than is taken here/)).toBeTruthy();
  fireEvent.change(field, { target: { value: "0.11" } });
  await user.click(own.getByRole("button", { name: "Save the price" }));
  expect(setPrice).toHaveBeenCalledWith({
    ...{ channel: "sora-official", model: "sora-2" },
    cells: { "720x1280": "0.11", "1280x720": "0.09" },
  });
  expect(other.queryByRole("button")).toBeNull();
  expect(other.getByText(/cannot be set here/)).toBeTruthy();
});
