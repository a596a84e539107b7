import type { PriceRule } from "./types";

/** A model's price as the page about costs shows it. Money in JSON: micro-dollars. */
export interface PriceView {
  channel: string;
  model: string;
  kind: PriceRule["kind"];
  cells: PriceCell[];
  /** ISO 8601 day. */
  asOf: string;
  confidence: PriceRule["confidence"];
  /** The operator's file states it: it cannot be set here. */
  isFixed: boolean;
  /** The newest first. */
  history: PriceEditView[];
}

/** What is paid for one size (a second) or one length (a film). */
export interface PriceCell {
  /** "1280x720", or seconds. */
  name: string;
  micros: number;
}

export interface PriceEditView {
  id: number;
  /** ISO 8601, UTC. */
  at: string;
  by: string;
  /** The price is the built-in one again. */
  isReset: boolean;
  /** What was changed. */
  cells: (PriceCell & { oldMicros: number })[];
}

/** $1,000 a second or a film: more is a slip of the unit. */
export const mostPriceMicros = 1_000_000_000n;

/** The figures of a price, by what they are for. */
export const cellsOf = (price: PriceRule): PriceCell[] =>
  Object.entries(price.kind === "perSecond" ? price.microsBySize : price.microsBySeconds).map(
    ([name, micros]) => ({ name, micros: Number(micros) }),
  );
