import { findChannel, findModel } from "./catalogue";
import type { Catalogue, Model } from "./types";

export interface Quote {
  /** Micro-dollars for one take. */
  eachMicros: bigint;
  /** Micro-dollars for all takes. */
  totalMicros: bigint;
  takes: number;
  /** True where API Yi's own pages disagree on the price: say "about". */
  approximate: boolean;
}

/**
 * The price of a submission, exact to the micro-dollar (UPSTREAM section 1, price table). Pure; shared with the browser.
 * @returns null when the model has no price for this size or length: nothing may be sold without one; or while `takes`
 *   is no number yet.
 */
export function quote(
  model: Model,
  what: { seconds: number; size: string; takes: number },
): Quote | null {
  const eachMicros = priceOfOne(model, what.seconds, what.size);
  if (eachMicros === null || !Number.isInteger(what.takes)) return null;
  return {
    eachMicros,
    totalMicros: eachMicros * BigInt(what.takes),
    takes: what.takes,
    approximate: model.price.confidence === "conflicting",
  };
}

/** `quote` for a submission as the composer has it. @returns null also for an unknown channel or model. */
export function quoteFor(
  catalogue: Catalogue,
  what: { channel: string; model: string; seconds: number; size: string; takes: number },
): Quote | null {
  const channel = findChannel(catalogue, what.channel);
  const model = channel && findModel(channel, what.model);
  return model ? quote(model, what) : null;
}

function priceOfOne(model: Model, seconds: number, size: string): bigint | null {
  if (!model.seconds.includes(seconds) || !model.sizes.includes(size)) return null;
  switch (model.price.kind) {
    case "perSecond": {
      const perSecond = model.price.microsBySize[size];
      return perSecond === undefined ? null : perSecond * BigInt(seconds);
    }
    case "perRequest":
      return model.price.microsBySeconds[seconds] ?? null;
  }
}
