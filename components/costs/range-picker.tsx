"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { buttonStyles } from "@/components/ui/button-styles";
import { cn } from "@/components/ui/cn";
import { TextField } from "@/components/ui/text-field";
import { checkRange, presetRange, presets, type RangeFault } from "@/lib/costs/range";
import type { Shown } from "./search";
import { onDays, useShownHref } from "./use-shown";

/** Which days, and which books: real money, or the sandbox's. Both are in the address. */
export function RangePicker({ shown, today }: { shown: Shown; today: string }) {
  const t = useTranslations("costs");
  const href = useShownHref(shown);
  const chip = (isCurrent: boolean) =>
    cn(
      buttonStyles({ variant: isCurrent ? "secondary" : "ghost", size: "sm" }),
      isCurrent && "border-accent-text text-text",
    );
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <nav aria-label={t("range.label")}>
        <ul className="flex flex-wrap gap-1.5">
          {presets.map((preset) => (
            <li key={preset}>
              <Link
                href={href({ preset, range: presetRange(preset, today) })}
                aria-current={shown.preset === preset ? "true" : undefined}
                className={chip(shown.preset === preset)}
              >
                {t(`range.${preset}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {/* What was typed belongs to the range that it began with. */}
      <Days key={`${shown.range.from} ${shown.range.to}`} shown={shown} />
      <nav aria-label={t("books.label")}>
        <ul className="flex gap-1.5">
          {(["live", "sandbox"] as const).map((books) => (
            <li key={books}>
              <Link
                href={href({ books })}
                aria-current={shown.books === books ? "true" : undefined}
                className={chip(shown.books === books)}
              >
                {t(`books.${books}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

/** Two days of one's own; a range that ends before it begins is refused at its field. */
function Days({ shown }: { shown: Shown }) {
  const t = useTranslations("costs.range");
  const router = useRouter();
  const href = useShownHref(shown);
  const [from, setFrom] = useState(shown.range.from);
  const [to, setTo] = useState(shown.range.to);
  const [fault, setFault] = useState<RangeFault | null>(null);
  const show = (event: FormEvent) => {
    event.preventDefault();
    const found = checkRange(from, to);
    setFault(found);
    if (!found) router.push(href(onDays(from, to)));
    else document.getElementById(`costs-${found.field}`)?.focus();
  };
  const words = (field: RangeFault["field"]) => (fault?.field === field ? t(fault.code) : null);
  return (
    <form onSubmit={show} noValidate className="flex flex-wrap items-start gap-2">
      <TextField
        id="costs-from"
        label={t("from")}
        type="date"
        value={from}
        onChange={setFrom}
        error={words("from")}
        className="w-40"
      />
      <TextField
        id="costs-to"
        label={t("to")}
        type="date"
        value={to}
        onChange={setTo}
        error={words("to")}
        className="w-40"
      />
      <Button type="submit" className="mt-6 max-[27rem]:mt-0">
        {t("show")}
      </Button>
    </form>
  );
}
