"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { attempt } from "@/components/shell/attempt";
import { useStudio } from "@/components/shell/studio-context";
import { Button } from "@/components/ui/button";
import { refreshBalance, restartComparison } from "@/lib/actions/balance";
import type { BalanceView } from "@/lib/costs/view";
import { formatDateTime } from "@/lib/format";
import { balanceQuery } from "@/lib/queries/costs";
import { useMoney } from "./use-money";

/** What API Yi says is left, beside our own books. Says how to have it where there is no console token. */
export function Balance({ timeZone }: { timeZone: string }) {
  const t = useTranslations("costs.balance");
  const { mode } = useStudio();
  const { data: balance } = useQuery(balanceQuery());
  if (mode === "sandbox" || !balance) return null;
  return (
    <section aria-labelledby="balance" className="space-y-3">
      <h2 id="balance" className="font-semibold text-base">
        {t("title")}
      </h2>
      {balance.isOn ? (
        <Reading balance={balance} timeZone={timeZone} />
      ) : (
        <p className="max-w-prose text-muted">{t("off")}</p>
      )}
    </section>
  );
}

function Reading({ balance, timeZone }: { balance: BalanceView; timeZone: string }) {
  const t = useTranslations("costs.balance");
  const money = useMoney();
  const locale = useLocale();
  const { pending, refresh, restart } = useBalanceActions();
  const when = (at: string) => formatDateTime(new Date(at), locale, timeZone);
  const { now, since, fault } = balance;
  return (
    <div className="max-w-2xl space-y-3">
      {fault && <p className="text-warning">{t(`fault.${fault}`)}</p>}
      {now && (
        <p>
          <span className="font-semibold text-xl tabular">{money(now.balanceMicros)}</span>{" "}
          <span className="text-muted text-xs">{t("asOf", { at: when(now.at) })}</span>
        </p>
      )}
      {since && (
        <>
          <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1 text-sm tabular">
            <dt className="text-muted">{t("gone", { at: when(since.at) })}</dt>
            <dd className="text-right">{money(since.goneMicros)}</dd>
            <dt className="text-muted">{t("booked")}</dt>
            <dd className="text-right">{money(since.bookedMicros)}</dd>
            <dt className="text-muted">{t("uncertain")}</dt>
            <dd className="text-right">{money(since.uncertainMicros)}</dd>
            <dt className="font-medium">{t("difference")}</dt>
            <dd className="text-right font-medium">{money(since.differenceMicros)}</dd>
          </dl>
          <p className="text-muted text-xs">{t(verdictOf(since))}</p>
        </>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" pending={pending} onClick={refresh}>
          {!pending && <RotateCw aria-hidden="true" />}
          {t("refresh")}
        </Button>
        {since && (
          <Button size="sm" variant="ghost" pending={pending} onClick={restart}>
            {t("restart")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** What the difference means. */
function verdictOf({ differenceMicros, uncertainMicros }: NonNullable<BalanceView["since"]>) {
  if (differenceMicros === 0) return "agrees";
  return differenceMicros > 0 && differenceMicros <= uncertainMicros ? "explained" : "differs";
}

/** A reading takes a moment at API Yi; in ms. */
const readingMs = 2_000;

function useBalanceActions() {
  const [pending, start] = useTransition();
  const queries = useQueryClient();
  const reread = () => queries.invalidateQueries({ queryKey: balanceQuery().queryKey });
  const refresh = () =>
    start(async () => {
      await attempt(refreshBalance);
      await new Promise((resolve) => setTimeout(resolve, readingMs));
      await reread();
    });
  const restart = () =>
    start(async () => {
      await attempt(restartComparison);
      await reread();
    });
  return { pending, refresh, restart };
}
