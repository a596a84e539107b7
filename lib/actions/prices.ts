"use server";

import { z } from "zod";
import { guarded } from "@/lib/access/action";
import type { Actor } from "@/lib/access/actor";
import { findChannel, findModel } from "@/lib/catalogue/catalogue";
import { catalogue } from "@/lib/catalogue/load";
import { mostPriceMicros } from "@/lib/catalogue/price-view";
import { isFixed, type PriceChange, priceChange } from "@/lib/catalogue/priced";
import type { Model } from "@/lib/catalogue/types";
import { systemClock } from "@/lib/clock";
import { readAmount } from "@/lib/costs/money";
import { db } from "@/lib/db";
import { err, ok, type Result } from "@/lib/result";
import type { ActionFailure } from "./failure";

/** Who sets a price, as its history names them; without accounts it is the owner of the machine. */
const nameOf = (actor: Actor): string => (actor.kind === "account" ? actor.name : "owner");

const input = z.object({
  channel: z.string().max(100),
  model: z.string().max(100),
  /** Dollars by size or length, as typed; null for the built-in price. */
  cells: z.record(z.string().max(20), z.string().max(40)).nullable(),
});
export type PriceInput = z.infer<typeof input>;

/**
 * Sets the price of a model, for every quote from now on; tasks that exist keep theirs (FAULTS 50). Every edit is kept.
 * @returns "malformed" for what is no price, and for one that the operator's file states.
 */
export async function setPrice(asked: PriceInput): Promise<Result<null, ActionFailure>> {
  return guarded(
    "setPrice",
    async (actor) => {
      const parsed = input.safeParse(asked);
      if (!parsed.success) return err({ kind: "malformed" });
      const { channel, model, cells } = parsed.data;
      const known = findChannel(catalogue(), channel);
      const priced = known && findModel(known, model);
      if (!priced) return err({ kind: "notFound" });
      const price = changeOf(priced, cells);
      if (!price || isFixed(priced)) return err({ kind: "malformed" });
      const edit = { at: systemClock.now(), by: nameOf(actor), channel, model, price };
      await db().priceEdit.create({ data: edit });
      return ok(null);
    },
    "manage",
  );
}

function changeOf(model: Model, cells: PriceInput["cells"]): PriceChange | null {
  if (cells === null) return { builtIn: true };
  const micros: Record<string, number> = {};
  for (const [name, text] of Object.entries(cells)) {
    const amount = readAmount(text, mostPriceMicros);
    if (!amount.ok) return null;
    micros[name] = Number(amount.value);
  }
  const rule =
    model.price.kind === "perSecond" ? { microsPerSecond: micros } : { microsPerRequest: micros };
  // Whether these are the cells that the model has is the catalogue's own rule.
  const change = priceChange(model).safeParse({ set: rule });
  return change.success ? change.data : null;
}
