"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { attempt, type Refusal } from "@/components/shell/attempt";
import { useBudget } from "@/components/shell/use-budget";
import { createBatch } from "@/lib/actions/tasks";
import { overBudget } from "@/lib/costs/over";
import { channelsQuery } from "@/lib/queries/channels";
import { costsKey } from "@/lib/queries/costs";
import { tasksKey } from "@/lib/queries/tasks";
import type { Draft } from "../draft";
import { newIntentKey } from "../form-state";
import { type Batch, batchFault, fittedTo, linesOf, type Maker, totalOf } from "./batch";
import { type BatchState, loadBatch, saveBatch } from "./batch-store";

/** A batch as the composer's own wish: one film, of which there may be more. */
const batchOf = ({ prompt, size, seconds, takes }: Draft): Batch => ({
  prompts: prompt,
  sizes: [size],
  seconds: [seconds],
  takes: Number.isInteger(takes) && takes > 0 ? takes : 1,
});

/** All that the batch does: its films, its price, what stands in its way, and pressing Generate. */
export function useBatch(draft: Draft, maker: Maker, onAccepted: (takes: number) => void) {
  const [state, setState] = useState<BatchState>(() => begin(draft, maker));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [pending, setPending] = useState(false);
  const busy = useRef(false);
  const queries = useQueryClient();
  const router = useRouter();
  const budget = useBudget();

  const { batch, intentKey } = state;
  const lines = linesOf(batch, maker);
  const totalMicros = Number(totalOf(lines));
  const fault = batchFault(batch, lines, maker);
  const over = budget && overBudget(budget, totalMicros);

  const put = (next: BatchState) => {
    saveBatch(next);
    setState(next);
  };
  /** Whatever is changed makes it another intent (FAULTS 17). */
  const change = (next: Batch) => {
    setRefusal(null);
    put({ ...state, batch: next, intentKey: newIntentKey() });
  };

  const press = async (agreedMicros?: number) => {
    if (busy.current || fault || (over && agreedMicros === undefined)) return;
    busy.current = true;
    // Before it is sent: should the answer be lost with the page, the next press is still this intent.
    saveBatch(state);
    setPending(true);
    setRefusal(null);
    const films = lines.map(({ film }) => film);
    const sent = { intentKey, films, quotedMicros: totalMicros, agreedMicros };
    const result = await attempt(() => createBatch(sent));
    if (result.ok) {
      put({ ...state, intentKey: newIntentKey() });
      onAccepted(result.value.taskIds.length);
    } else setRefusal(result.error);
    // The table must say the new prices before it is pressed again.
    if (!result.ok && result.error.kind === "input") router.refresh();
    for (const queryKey of [tasksKey, channelsQuery().queryKey, costsKey]) {
      void queries.invalidateQueries({ queryKey });
    }
    busy.current = false;
    setPending(false);
  };

  return { batch, change, lines, totalMicros, fault, budget, over, refusal, pending, press };
}

/** What was kept, as long as it is about these prompts; else the composer's wish. */
function begin(draft: Draft, by: Maker): BatchState {
  const maker = `${by.channel.id}/${by.model.id}`;
  const kept = loadBatch();
  const isKept = kept && (draft.prompt.trim() === "" || kept.batch.prompts.includes(draft.prompt));
  const batch = fittedTo(isKept ? kept.batch : batchOf(draft), by);
  const same =
    isKept && kept.maker === maker && JSON.stringify(batch) === JSON.stringify(kept.batch);
  return { batch, maker, intentKey: same ? kept.intentKey : newIntentKey() };
}
