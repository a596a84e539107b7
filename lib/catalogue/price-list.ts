import "server-only";
import type { Db, PriceEdit } from "@/lib/db";
import { catalogue } from "./load";
import { cellsOf, type PriceEditView, type PriceView } from "./price-view";
import { isFixed, withEdit, withEdits } from "./priced";
import type { Catalogue, Model } from "./types";

/** Every price that holds, with how it came about. */
export async function readPriceList(db: Db): Promise<PriceView[]> {
  return priceList(catalogue(), await db.priceEdit.findMany({ orderBy: { id: "asc" } }));
}

/** Pure. @param edits all of them, the oldest first. */
export function priceList(base: Catalogue, edits: readonly PriceEdit[]): PriceView[] {
  return base.channels.flatMap((channel) =>
    channel.models.map((model) => {
      const own = edits.filter((each) => each.channel === channel.id && each.model === model.id);
      const newest = own.slice(-1);
      const [priced = channel] = withEdits({ channels: [channel] }, newest).channels;
      const price = priced.models.find(({ id }) => id === model.id)?.price ?? model.price;
      return {
        ...{ channel: channel.id, model: model.id, kind: price.kind, cells: cellsOf(price) },
        ...{ asOf: price.asOf, confidence: price.confidence, isFixed: isFixed(model) },
        history: historyOf(model, own).reverse(),
      };
    }),
  );
}

function historyOf(model: Model, edits: readonly PriceEdit[]): PriceEditView[] {
  let before = model;
  return edits.map((edit) => {
    const after = withEdit(model, edit);
    const old = new Map(cellsOf(before.price).map(({ name, micros }) => [name, micros]));
    const cells = cellsOf(after.price).flatMap((cell) => {
      const oldMicros = old.get(cell.name) ?? cell.micros;
      return oldMicros === cell.micros ? [] : [{ ...cell, oldMicros }];
    });
    before = after;
    const { id, at, by } = edit;
    return { id, at: at.toISOString(), by, isReset: after === model, cells };
  });
}
