import "server-only";
import { z } from "zod";
import type { Db, PriceEdit } from "@/lib/db";
import { catalogue } from "./load";
import { priceRule, priceShape } from "./overrides";
import type { Catalogue, Model } from "./types";

/** What an edit says: the whole price of a model, or that the built-in one holds again. */
export const priceChange = (model: Model) =>
  z.union([
    z.strictObject({ set: priceShape(model) }),
    z.strictObject({ builtIn: z.literal(true) }),
  ]);
export type PriceChange = z.infer<ReturnType<typeof priceChange>>;

/**
 * The effective catalogue with the prices that were set in the interface. Read anew each time: what was set in one
 * process holds for the next quote in every other. The operator's file has the last word: a price that it states
 * cannot be set here (DECISIONS 26).
 */
export async function pricedCatalogue(db: Db): Promise<Catalogue> {
  return withEdits(catalogue(), await newestEdits(db));
}

/** Whether the operator's file states the price. */
export const isFixed = ({ price }: Model): boolean => price.confidence === "operator";

/** Pure. @param edits the newest of each model; one that no longer fits its model counts for nothing. */
export const withEdits = (base: Catalogue, edits: readonly PriceEdit[]): Catalogue => ({
  channels: base.channels.map((channel) => ({
    ...channel,
    models: channel.models.map((model) => {
      const edit = edits.find((each) => each.channel === channel.id && each.model === model.id);
      return edit && !isFixed(model) ? withEdit(model, edit) : model;
    }),
  })),
});

/** A model with the price of an edit; the model itself where the edit sets none that fits it. */
export function withEdit(model: Model, { price, at }: PriceEdit): Model {
  const change = priceChange(model).safeParse(price);
  if (!change.success || "builtIn" in change.data) return model;
  const day = at.toISOString().slice(0, 10);
  return { ...model, price: priceRule(change.data.set, day, "owner") };
}

async function newestEdits(db: Db): Promise<PriceEdit[]> {
  const newest = await db.priceEdit.groupBy({ by: ["channel", "model"], _max: { id: true } });
  const ids = newest.flatMap(({ _max }) => _max.id ?? []);
  return db.priceEdit.findMany({ where: { id: { in: ids } } });
}
