"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { guarded } from "@/lib/access/action";
import type { Deed } from "@/lib/access/actor";
import { findChannel } from "@/lib/catalogue/catalogue";
import { pricedCatalogue } from "@/lib/catalogue/priced";
import { quoteFor } from "@/lib/catalogue/quote";
import type { Catalogue } from "@/lib/catalogue/types";
import { systemClock } from "@/lib/clock";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { formatMoney } from "@/lib/format";
import { framingShape } from "@/lib/framing-shape";
import { err, ok, type Result } from "@/lib/result";
import { keyFingerprint } from "@/lib/settings/keys";
import { storage } from "@/lib/storage/select";
import {
  type BatchInput,
  checkInput,
  type InputFault,
  inputFields,
  mostTakes,
  type TaskInput,
} from "@/lib/task/input";
import { nudgeWorker } from "@/lib/task/nudge";
import {
  cutReference,
  ImageGoneError,
  keepReferences,
  type NewReference,
} from "@/lib/task/references";
import * as store from "@/lib/task/store";
import type { ActionFailure } from "./failure";

const intent = {
  intentKey: z.uuid(),
  quotedMicros: z.int().optional(),
  agreedMicros: z.int().optional(),
};

const film = z.object({
  channel: z.string().max(100),
  model: z.string().max(100),
  prompt: z.string(),
  seconds: z.number(),
  size: z.string().max(20),
  takes: z.number(),
  reference: z.object({ imageId: z.uuid(), framing: framingShape }).nullish(),
});

const taskInput = film.extend(intent) satisfies z.ZodType<TaskInput>;
const batchInput = z.object({
  ...intent,
  films: z.array(film).min(1).max(mostTakes),
}) satisfies z.ZodType<BatchInput>;

type Recorded = Result<{ taskIds: string[] }, ActionFailure>;

/**
 * Records one press of Generate. Nothing is sent from here: the worker is nudged and takes it from the row.
 * @returns the ids of the tasks, or every field that was refused; then no row was written.
 */
export async function createTasks(input: TaskInput): Promise<Recorded> {
  return guarded(
    "createTasks",
    async () => {
      const parsed = taskInput.safeParse(input);
      if (!parsed.success) return err({ kind: "input", faults: malformed(parsed.error) });
      const { intentKey, quotedMicros, agreedMicros, ...one } = parsed.data;
      return record({ intentKey, quotedMicros, agreedMicros, films: [one] });
    },
    deedOf(input),
  );
}

/** `createTasks` for several films: all of them, in one transaction, or none. */
export async function createBatch(input: BatchInput): Promise<Recorded> {
  return guarded(
    "createBatch",
    async () => {
      const parsed = batchInput.safeParse(input);
      if (!parsed.success) return err({ kind: "input", faults: malformed(parsed.error) });
      return record(parsed.data);
    },
    deedOf(input),
  );
}

/** To pay more than the budget is to decide about money; all else is to make a film. */
const deedOf = (input: Pick<BatchInput, "agreedMicros"> | null): Deed =>
  input?.agreedMicros === undefined ? "make" : "manage";

async function record(input: BatchInput): Promise<Recorded> {
  const { intentKey, agreedMicros } = input;
  // First of all: what was recorded is not judged by what a price, a key or an image have become since (FAULTS 18).
  const known = await store.tasksOf(db(), intentKey);
  if (known.length > 0) return ok({ taskIds: known });
  const { mode, monthBudgetMicros } = env();
  const sandbox = mode === "sandbox";
  const prices = await pricedCatalogue(db());
  const faults = faultsOf(prices, input, sandbox);
  if (faults.length > 0) return err({ kind: "input", faults });
  const films = input.films.map((each) => priced(prices, each));
  const totalMicros = films.reduce(
    (sum, each) => sum + each.eachMicros * BigInt(each.input.takes),
    0n,
  );
  if (isOutdated(input, totalMicros)) return refuseChanged(totalMicros);
  const cuts = await cutReferences(prices, films);
  if (!cuts.ok) return err({ kind: "input", faults: [cuts.error] });
  const batch = {
    ...{ intentKey, sandbox, monthBudgetMicros },
    films: films.map((each, at) => ({ ...each, reference: cuts.value[at]?.row ?? null })),
    agreedMicros: agreedMicros === undefined ? null : BigInt(agreedMicros),
  };
  return write(batch, cuts.value);
}

async function write(batch: store.BatchIntent, cuts: (NewReference | null)[]): Promise<Recorded> {
  try {
    const taskIds = await keepReferences(storage(), cuts, () =>
      store.createBatch(db(), batch, systemClock.now()),
    );
    nudgeWorker();
    return ok({ taskIds });
  } catch (error) {
    if (!(error instanceof ImageGoneError)) throw error;
    return err({ kind: "input", faults: [{ field: "reference", code: "imageGone" }] });
  }
}

/** The image of each film, cut as its channel takes it, and once for films that differ in words alone. */
async function cutReferences(
  prices: Catalogue,
  films: readonly store.Film[],
): Promise<Result<(NewReference | null)[], InputFault>> {
  const done = new Map<string, NewReference | null>();
  const cuts: (NewReference | null)[] = [];
  for (const { input } of films) {
    const same = JSON.stringify([input.reference, input.size, input.channel]);
    const cut = done.has(same) ? ok(done.get(same) ?? null) : await cutFor(prices, input);
    if (!cut.ok) return cut;
    done.set(same, cut.value);
    cuts.push(cut.value);
  }
  return ok(cuts);
}

async function cutFor(
  prices: Catalogue,
  { reference, size, channel: id }: store.Film["input"],
): Promise<Result<NewReference | null, InputFault>> {
  const channel = findChannel(prices, id);
  if (!reference || !channel) return ok(null);
  return cutReference({ db: db(), storage: storage() }, reference, size, channel.limits.image);
}

function priced(prices: Catalogue, input: BatchInput["films"][number]): store.Film {
  const price = quoteFor(prices, input);
  if (!price) throw new Error("the catalogue offers what it has no price for");
  return { input, eachMicros: price.eachMicros };
}

/** A page that was open while the prices changed: its user must agree to the new one first. */
const isOutdated = ({ quotedMicros }: Pick<BatchInput, "quotedMicros">, totalMicros: bigint) =>
  quotedMicros !== undefined && BigInt(quotedMicros) !== totalMicros;

async function refuseChanged(micros: bigint): Promise<Recorded> {
  const amount = formatMoney(micros, await getLocale());
  return err({
    kind: "input",
    faults: [{ field: "takes", code: "priceChanged", values: { amount } }],
  });
}

/** Every fault of the first film that has one. */
function faultsOf(prices: Catalogue, { films }: BatchInput, sandbox: boolean): InputFault[] {
  for (const each of films) {
    const faults = checkInput(prices, each);
    const unknown = faults.some((fault) => fault.field === "channel");
    if (!unknown && keyFingerprint(each.channel, sandbox) === null) {
      faults.unshift({ field: "channel", code: "noKey" });
    }
    if (faults.length > 0) return faults;
  }
  const takes = films.reduce((sum, each) => sum + each.takes, 0);
  if (takes <= mostTakes) return [];
  return [{ field: "takes", code: "batchTooLarge", values: { most: mostTakes } }];
}

const malformed = (error: z.ZodError): InputFault[] => {
  const fields = error.issues.map((issue) => inputFields.find((name) => issue.path.includes(name)));
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
