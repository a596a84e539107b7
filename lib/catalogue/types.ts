/**
 * What the composer, the validator, the price and the limiter need to know of a channel, as data. Plain values only:
 * the effective catalogue (built-in data with the operator's overrides) is handed to the browser as it is.
 */

/** A text of the catalogue in both languages: adding a channel touches no message file. */
export interface Localized {
  en: string;
  zh: string;
}

export interface PriceSource {
  /** The day the price was read, ISO 8601. */
  asOf: string;
  /**
   * "stated" by API Yi's own page, "conflicting" where its pages disagree, "operator" from the override file, "owner"
   * set in the interface.
   */
  confidence: "stated" | "conflicting" | "operator" | "owner";
}

export type PriceRule = PriceSource &
  (
    | {
        kind: "perSecond" /** Micro-dollars per second, by size. */;
        microsBySize: Record<string, bigint>;
      }
    | {
        kind: "perRequest" /** Micro-dollars per film, by seconds. */;
        microsBySeconds: Record<string, bigint>;
      }
  );

export interface Model {
  id: string;
  name: string;
  /** Lengths in seconds, shortest first. */
  seconds: number[];
  defaultSeconds: number;
  /** Pixels as "WIDTHxHEIGHT", the default first. */
  sizes: string[];
  price: PriceRule;
}

export interface Limits {
  /** Longest prompt, in Unicode code points. */
  promptCharacters: number;
  image: { mimes: string[]; maxBytes: number };
  /** Takes of one press of Generate. */
  takes: number;
}

/** All times in ms. */
export interface Pace {
  firstPoll: number;
  /** Never two polls of one task closer than this. */
  poll: number;
  /** From here on a task counts as slow; it is polled on, ever more rarely. */
  slow: number;
  /** How long upstream keeps a finished film. */
  retention: number;
  /** What upstream says a film usually takes: the estimate until there is a history. */
  typical: [min: number, max: number];
  /** Sliding request window over creates and polls together; `reserved` of it are kept for creates. Null: none is stated. */
  window: { requests: number; per: number; reserved: number } | null;
  /** Jobs at once; null: none is stated. */
  slots: number | null;
}

export interface Channel {
  id: string;
  name: string;
  summary: Localized;
  /** Which translator in lib/upstream speaks to it. */
  dialect: "openai-videos";
  wire: {
    /** "bearer": `Authorization: Bearer KEY`; "raw": `Authorization: KEY`. */
    auth: "bearer" | "raw";
    /** How a create without an image is encoded; with one it is always multipart. */
    textBody: "json" | "multipart";
  };
  /** The environment variable that holds this channel's key: one key per channel (UPSTREAM, head). */
  keyVariable: string;
  models: Model[];
  limits: Limits;
  pace: Pace;
  /** What to do in API Yi's console, step by step. */
  setup: Localized[];
  /** The day upstream retired it, ISO 8601, or null. */
  retiredOn: string | null;
}

export interface Catalogue {
  channels: Channel[];
}
