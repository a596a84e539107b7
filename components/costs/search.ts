import { checkRange, type DayRange, type Preset, presetRange, presets } from "@/lib/costs/range";
import type { CostFilmsRequest } from "@/lib/queries/costs";
import type { Charge } from "@/lib/task/status";

/** What the page about costs shows, as its address says it: a preset or two days, which books, and what of them. */
export interface Shown {
  preset: Preset | null;
  range: DayRange;
  books: "live" | "sandbox";
  charge: Charge | null;
  channel: string | null;
  model: string | null;
}

type Params = Record<string, string | string[] | undefined>;

/** Reads an address. What makes no sense in it counts for nothing: an old bookmark still shows this month. */
export function readShown(params: Params, today: string, mode: Shown["books"]): Shown {
  const one = (name: string) => (typeof params[name] === "string" ? params[name] : null);
  const [from, to] = [one("from"), one("to")];
  const isRange = from !== null && to !== null && checkRange(from, to) === null;
  const named = presets.find((preset) => preset === one("range")) ?? "month";
  const preset = isRange ? null : named;
  const charges = ["charged", "held", "uncertain", "released"] as const;
  return {
    preset,
    range: isRange ? { from, to } : presetRange(named, today),
    books:
      one("books") === "live" || one("books") === "sandbox"
        ? (one("books") as Shown["books"])
        : mode,
    charge: charges.find((charge) => charge === one("charge")) ?? null,
    channel: one("channel"),
    model: one("model"),
  };
}

/** The address of what is shown: what `readShown` reads. */
export const writeShown = (
  { preset, range, books, charge, channel, model }: Shown,
  mode: Shown["books"],
): Record<string, string | null> => ({
  range: preset === "month" ? null : preset,
  ...(preset === null ? range : {}),
  books: books === mode ? null : books,
  ...{ charge, channel, model },
});

/** What is asked of the server for it. */
export const requestOf = ({ range, books, charge, channel, model }: Shown): CostFilmsRequest => ({
  ...range,
  books,
  ...(charge !== null && { charge }),
  ...(channel !== null && { channel }),
  ...(model !== null && { model }),
});
