import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { BudgetView, Cap } from "@/lib/costs/view";
import { renderInStudio } from "@/test/support/render";
import { BudgetNote } from "./budget-note";

vi.setConfig({ testTimeout: 20_000 });

const sums = { charged: 3_000_000, held: 1_000_000, uncertain: 500_000, released: 9_000_000 };
const budget = (caps: BudgetView["caps"]): BudgetView => ({
  day: "2026-11-20",
  timeZone: "UTC",
  spentToday: { charged: 0, held: 0, uncertain: 0, released: 0 },
  spentThisMonth: sums,
  caps,
  settings: { monthMicros: null, dayMicros: null, warnPercent: 80, timeZone: "UTC" },
  ceilingMicros: null,
});
const month = { cap: "month", capMicros: 5_000_000, leftMicros: 500_000, isWarning: true } as const;
const over = (cap: Cap) => ({ cap, leftMicros: 500_000, askedMicros: 800_000 });

it("says what is left, and that held and uncertain are part of what is gone", () => {
  renderInStudio(
    <BudgetNote budget={budget([month])} over={null} pending={false} onAgree={vi.fn()} />,
  );
  const note = within(screen.getByRole("region", { name: "Budget" }));
  expect(note.getByText("This month: $0.50 left of $5.00")).toBeTruthy();
  expect(note.getByText("$3.00 charged, $1.00 held, $0.50 uncertain")).toBeTruthy();
  expect(note.getByText("This month’s budget is nearly used up.")).toBeTruthy();
});

it("says what the month has cost where no budget is set", () => {
  renderInStudio(<BudgetNote budget={budget([])} over={null} pending={false} onAgree={vi.fn()} />);
  expect(screen.getByText("$4.50 this month, no budget set")).toBeTruthy();
});

it.each(["month", "day"] as const)(
  "pays more than the %s's budget only after a second yes",
  async (cap) => {
    const user = userEvent.setup();
    const onAgree = vi.fn();
    renderInStudio(
      <BudgetNote budget={budget([month])} over={over(cap)} pending={false} onAgree={onAgree} />,
    );
    await user.click(screen.getByRole("button", { name: "Pay $0.80 anyway" }));
    const question = within(screen.getByRole("alertdialog"));
    expect(question.getByText(/at least \$0\.30 above it/)).toBeTruthy();
    await user.click(question.getByRole("button", { name: "Keep to the budget" }));
    expect(onAgree).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Pay $0.80 anyway" }));
    await user.click(screen.getByRole("button", { name: "Pay $0.80" }));
    expect(onAgree).toHaveBeenCalledExactlyOnceWith(800_000);
  },
);

it("offers no way past the environment's limit", () => {
  renderInStudio(
    <BudgetNote
      budget={budget([{ ...month, cap: "ceiling" }])}
      over={over("ceiling")}
      pending={false}
      onAgree={vi.fn()}
    />,
  );
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByText(/RUSHES_MONTHLY_BUDGET sets leaves \$0\.50/)).toBeTruthy();
});
