"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { attempt, type Refusal } from "@/components/shell/attempt";
import { useStudio } from "@/components/shell/studio-context";
import { createTasks } from "@/lib/actions/tasks";
import { quoteFor } from "@/lib/catalogue/quote";
import type { OverBudget } from "@/lib/costs/view";
import { channelsQuery } from "@/lib/queries/channels";
import { costsKey } from "@/lib/queries/costs";
import { latestTasksQuery, liveTasksQuery } from "@/lib/queries/tasks";
import { checkInput, type InputFault } from "@/lib/task/input";
import { wishOf } from "./draft";
import { changed, type FormState } from "./form-state";

/**
 * For how long after an acceptance the same, unchanged form is not accepted anew, counted from the last press: a burst
 * of presses is one wish, however long it lasts (FAULTS 17). Well above a nervous double press, well below a decision.
 */
const restMs = 1_200;

export type SubmitRefusal = Exclude<Refusal, { kind: "input" }>;

interface Options {
  form: FormState;
  /** The cap that the present choice would pass: said at once, though the server has the last word. */
  overNow: () => OverBudget | null;
  put: (form: FormState) => void;
  onFaults: (faults: InputFault[]) => void;
  onAccepted: (sent: FormState) => void;
}

/** Pressing Generate: check, send once, and say what became of it. */
export function useGenerate({ form, overNow, put, onFaults, onAccepted }: Options) {
  const { catalogue } = useStudio();
  const queries = useQueryClient();
  const router = useRouter();
  const rest = useRest();
  const busy = useRef(false);
  const latest = useRef(form);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<SubmitRefusal | null>(null);

  useEffect(() => {
    latest.current = form;
  });

  const refresh = async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: liveTasksQuery().queryKey }),
      queries.invalidateQueries({ queryKey: channelsQuery().queryKey }),
      queries.invalidateQueries({ queryKey: costsKey }),
    ]);
    // In this order: a task that was refused at once is never seen alive, but has settled by now.
    await queries.invalidateQueries({ queryKey: latestTasksQuery().queryKey });
  };

  const send = async (agreedMicros?: number) => {
    const quote = quoteFor(catalogue, form.draft);
    const quotedMicros = quote ? Number(quote.totalMicros) : undefined;
    const { intentKey } = form;
    const result = await attempt(() =>
      createTasks({ ...wishOf(form.draft), intentKey, quotedMicros, agreedMicros }),
    );
    if (result.ok) {
      onAccepted(form);
      // What was typed meanwhile has a key of its own already.
      if (latest.current.intentKey === form.intentKey) {
        const next = changed(form.draft);
        put(next);
        rest.begin(next.intentKey);
      }
    } else if (result.error.kind === "input") {
      onFaults(result.error.faults);
      // The button must say the new price before it is pressed again.
      if (result.error.faults.some(({ code }) => code === "priceChanged")) router.refresh();
    } else setRefusal(result.error);
    void refresh();
  };

  /** @param agreedMicros the price, where the owner has agreed that it passes the budget. */
  const press = async (agreedMicros?: number) => {
    if (busy.current || rest.holds(form.intentKey)) return;
    setRefusal(null);
    const faults = checkInput(catalogue, wishOf(form.draft));
    onFaults(faults);
    if (faults.length > 0) return;
    const over = agreedMicros === undefined ? overNow() : null;
    if (over) return setRefusal({ kind: "overBudget", over });
    busy.current = true;
    setPending(true);
    await send(agreedMicros);
    busy.current = false;
    setPending(false);
  };

  return { press, pending, refusal, accepted: rest.key === form.intentKey };
}

/** The pause after an acceptance, tied to the key of the form that must rest. */
function useRest() {
  const [key, setKey] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const begin = (resting: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setKey(null), restMs);
    setKey(resting);
  };
  /** Whether this form must still rest; asking is a press, and makes it rest on. */
  const holds = (pressed: string) => {
    if (pressed !== key) return false;
    begin(pressed);
    return true;
  };
  return { key, begin, holds };
}
