"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState, useTransition } from "react";
import { toast } from "sonner";
import { attempt } from "@/components/shell/attempt";
import { useRefusalWords } from "@/components/shell/use-refusal-words";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { setPrice } from "@/lib/actions/prices";
import { mostPriceMicros, type PriceView } from "@/lib/catalogue/price-view";
import { type AmountFault, readAmount, writeAmount } from "@/lib/costs/money";
import { useCellName } from "./prices";

type Texts = Record<string, string>;

/** Sets a price, cell by cell; folded away until it is wanted. */
export function PriceForm({ price }: { price: PriceView }) {
  const t = useTranslations("costs");
  const id = useId();
  const cellName = useCellName(price);
  const { texts, change, faults, pending, save, reset } = usePriceForm(price, id);
  return (
    <details className="group">
      <summary className="min-h-6 font-medium text-accent-text text-xs pointer-coarse:min-h-11">
        {t("prices.edit")}
      </summary>
      <form onSubmit={save} noValidate className="space-y-3 pt-3">
        <div className="grid gap-3 sm:grid-cols-2">
          {price.cells.map((cell) => {
            const fault = faults[cell.name];
            return (
              <TextField
                key={cell.name}
                id={`${id}${cell.name}`}
                label={cellName(cell)}
                value={texts[cell.name] ?? ""}
                onChange={(value) => change(cell.name, value)}
                error={fault ? t(`amount.${fault}`) : null}
                inputMode="decimal"
                autoComplete="off"
              />
            );
          })}
        </div>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" size="sm" pending={pending}>
            {t("prices.save")}
          </Button>
          {price.confidence === "owner" && (
            <Button variant="ghost" size="sm" pending={pending} onClick={reset}>
              {t("prices.reset")}
            </Button>
          )}
        </div>
      </form>
    </details>
  );
}

function usePriceForm(price: PriceView, id: string) {
  const t = useTranslations("costs.prices");
  const [texts, setTexts] = useState<Texts>(() =>
    Object.fromEntries(price.cells.map(({ name, micros }) => [name, writeAmount(micros)])),
  );
  const [faults, setFaults] = useState<Record<string, AmountFault>>({});
  const [pending, start] = useTransition();
  const router = useRouter();
  const refusalWords = useRefusalWords();
  const send = (cells: Texts | null) =>
    start(async () => {
      const { channel, model } = price;
      const result = await attempt(() => setPrice({ channel, model, cells }));
      if (result.ok) toast.success(t("saved"));
      else if (result.error.kind !== "input") toast.error(refusalWords(result.error));
      // The composer's button says the price as well.
      router.refresh();
    });
  const save = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(texts);
    setFaults(found);
    const [first] = Object.keys(found);
    if (first === undefined) send(texts);
    else document.getElementById(`${id}${first}`)?.focus();
  };
  const change = (name: string, text: string) => {
    setFaults({});
    setTexts({ ...texts, [name]: text });
  };
  return { texts, change, faults, pending, save, reset: () => send(null) };
}

function faultsOf(texts: Texts): Record<string, AmountFault> {
  const faults = Object.entries(texts).flatMap(([name, text]): [string, AmountFault][] => {
    const amount = readAmount(text, mostPriceMicros);
    return amount.ok ? [] : [[name, amount.error]];
  });
  return Object.fromEntries(faults);
}
