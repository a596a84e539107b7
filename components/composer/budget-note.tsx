"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ConfirmedButton } from "@/components/ui/confirmed-button";
import { Notice } from "@/components/ui/notice";
import { mayAgree } from "@/lib/costs/over";
import type { BudgetView, CapView, OverBudget, SumsView } from "@/lib/costs/view";
import { formatMoney } from "@/lib/format";
import { paths } from "@/lib/paths";

interface BudgetNoteProps {
  budget: BudgetView;
  /** The cap that the present choice would pass. */
  over: OverBudget | null;
  pending: boolean;
  /** The owner pays exactly this all the same. */
  onAgree: (micros: number) => void;
}

/** What is held, spent and left, beside the price; and the one way to pay more than the budget. */
export function BudgetNote({ budget, over, pending, onAgree }: BudgetNoteProps) {
  const t = useTranslations("budget");
  return (
    <section aria-label={t("title")} className="space-y-2 text-2xs text-muted">
      <ul className="space-y-1">
        {budget.caps.length === 0 && <li>{<Spent sums={budget.spentThisMonth} />}</li>}
        {budget.caps.map((cap) => (
          <CapLine key={cap.cap} budget={budget} cap={cap} />
        ))}
      </ul>
      <p>
        <Link
          href={paths.costs()}
          className="inline-flex min-h-6 items-center underline underline-offset-4 hover:text-text pointer-coarse:min-h-11"
        >
          {t("settings")}
        </Link>
      </p>
      {over && <Over over={over} pending={pending} onAgree={onAgree} />}
    </section>
  );
}

function Spent({ sums }: { sums: SumsView }) {
  const t = useTranslations("budget");
  const locale = useLocale();
  return t("noCap", { bound: formatMoney(sums.charged + sums.held + sums.uncertain, locale) });
}

/** A cap: how much of it is left, what became of the rest, and a bar for the eye. */
function CapLine({ budget, cap }: { budget: BudgetView; cap: CapView }) {
  const t = useTranslations("budget");
  const locale = useLocale();
  const money = (micros: number) => formatMoney(micros, locale);
  const sums = cap.cap === "day" ? budget.spentToday : budget.spentThisMonth;
  const used = cap.capMicros === 0 ? 1 : 1 - cap.leftMicros / cap.capMicros;
  return (
    <li className="space-y-1">
      <p className="flex flex-wrap justify-between gap-x-3 tabular">
        <span className={cap.isWarning ? "font-medium text-warning" : "text-text"}>
          {t(cap.cap === "day" ? "day" : "month")}:{" "}
          {t("left", { left: money(cap.leftMicros), cap: money(cap.capMicros) })}
        </span>
        <span>
          {t("parts", {
            charged: money(sums.charged),
            held: money(sums.held),
            uncertain: money(sums.uncertain),
          })}
        </span>
      </p>
      <div aria-hidden="true" className="h-0.5 overflow-hidden rounded-full bg-line">
        <div
          className={cap.isWarning ? "h-full bg-warning" : "h-full bg-accent"}
          style={{ width: `${Math.min(100, used * 100)}%` }}
        />
      </div>
      {cap.isWarning && <p>{t(`warning.${cap.cap}`)}</p>}
    </li>
  );
}

function Over({
  over,
  pending,
  onAgree,
}: Omit<BudgetNoteProps, "budget" | "over"> & { over: OverBudget }) {
  const t = useTranslations("budget");
  const locale = useLocale();
  const { cap, leftMicros, askedMicros } = over;
  const values = {
    left: formatMoney(leftMicros, locale),
    asked: formatMoney(askedMicros, locale),
    beyond: formatMoney(askedMicros - leftMicros, locale),
  };
  if (!mayAgree(over) || cap === "ceiling") {
    return <Notice tone="warning" title={t("over.ceiling", values)} />;
  }
  return (
    <ConfirmedButton
      label={t("override.label", values)}
      hint={t(`reason.${cap}`, values)}
      pending={pending}
      title={t("override.title")}
      refuse={t("override.refuse")}
      agree={t("override.agree", values)}
      danger
      onAgree={() => onAgree(askedMicros)}
    >
      <p className="text-text">{t(`override.${cap}`, values)}</p>
      <p>{t("override.once", values)}</p>
    </ConfirmedButton>
  );
}
