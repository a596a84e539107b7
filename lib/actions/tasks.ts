"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { guarded } from "@/lib/access/action";
import { catalogue } from "@/lib/catalogue/load";
import { type Quote, quoteFor } from "@/lib/catalogue/quote";
import { systemClock } from "@/lib/clock";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { formatMoney } from "@/lib/format";
import { err, ok, type Result } from "@/lib/result";
import { keyFingerprint } from "@/lib/settings/keys";
import { checkInput, type InputFault, inputFields, type TaskInput } from "@/lib/task/input";
import { nudgeWorker } from "@/lib/task/nudge";
import * as store from "@/lib/task/store";
import type { ActionFailure } from "./failure";

const taskInput = z.object({
  intentKey: z.uuid(),
  channel: z.string().max(100),
  model: z.string().max(100),
  prompt: z.string(),
  seconds: z.number(),
  size: z.string().max(20),
  takes: z.number(),
  quotedMicros: z.int().optional(),
}) satisfies z.ZodType<TaskInput>;

/**
 * Records one press of Generate. Nothing is sent from here: the worker is nudged and takes it from the row.
 * @returns the ids of the tasks, or every field that was refused; then no row was written.
 */
export async function createTasks(
  input: TaskInput,
): Promise<Result<{ taskIds: string[] }, ActionFailure>> {
  return guarded("createTasks", async () => {
    const parsed = taskInput.safeParse(input);
    if (!parsed.success) return err({ kind: "input", faults: malformed(parsed.error) });
    const sandbox = env().mode === "sandbox";
    const faults = faultsOf(parsed.data, sandbox);
    if (faults.length > 0) return err({ kind: "input", faults });
    const price = quoteFor(catalogue(), parsed.data);
    if (!price) throw new Error("the catalogue offers what it has no price for");
    if (quoteChanged(parsed.data, price)) return refuseAt("priceChanged", price.totalMicros);
    const { monthBudgetMicros } = env();
    return record({
      input: parsed.data,
      eachMicros: price.eachMicros,
      sandbox,
      monthBudgetMicros,
    });
  });
}

async function record(intent: store.Intent): Promise<Result<{ taskIds: string[] }, ActionFailure>> {
  try {
    const taskIds = await store.createTasks(db(), intent, systemClock.now());
    nudgeWorker();
    return ok({ taskIds });
  } catch (error) {
    if (!(error instanceof store.OverBudgetError)) throw error;
    return refuseAt("overBudget", error.leftMicros);
  }
}

/** A page that was open while the operator changed the prices: its user must agree to the new one first. */
const quoteChanged = ({ quotedMicros }: TaskInput, price: Quote): boolean =>
  quotedMicros !== undefined && BigInt(quotedMicros) !== price.totalMicros;

/** Refuses for the sake of money; the sentence names the sum. */
async function refuseAt(
  code: "overBudget" | "priceChanged",
  micros: bigint,
): Promise<Result<never, ActionFailure>> {
  const amount = formatMoney(micros, await getLocale());
  return err({ kind: "input", faults: [{ field: "takes", code, values: { amount } }] });
}

function faultsOf(input: TaskInput, sandbox: boolean): InputFault[] {
  const faults = checkInput(catalogue(), input);
  const unknown = faults.some((fault) => fault.field === "channel");
  if (!unknown && keyFingerprint(input.channel, sandbox) === null) {
    faults.unshift({ field: "channel", code: "noKey" });
  }
  return faults;
}

const malformed = (error: z.ZodError): InputFault[] => {
  const fields = error.issues.map((issue) => inputFields.find((name) => name === issue.path[0]));
  return [...new Set(fields)].map((field) => ({ field: field ?? "prompt", code: "malformed" }));
};

/** Withdraws a task that was not sent yet. */
export async function cancelTask(taskId: string): Promise<Result<null, ActionFailure>> {
  return guarded("cancelTask", async () => {
    const id = z.uuid().safeParse(taskId);
    if (!id.success) return err({ kind: "notFound" });
    const status = await store.cancelTask(db(), id.data, systemClock.now());
    if (status === null) return err({ kind: "notFound" });
    return status === "canceled" ? ok(null) : err({ kind: "tooLate", status });
  });
}
