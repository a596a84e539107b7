import { z } from "zod";
import { err, ok, type Result } from "@/lib/result";
import type { Catalogue, Channel, Limits, Model, Pace, PriceRule } from "./types";

/**
 * The operator's corrections to the built-in catalogue (README "Catalogue file"): what is not written stays as it is.
 * A price is always written whole, so that no cell keeps a figure that nobody has checked.
 */
export type Overrides = z.infer<ReturnType<typeof schemaFor>>;
type ChannelOverride = NonNullable<Overrides[string]>;
export type PriceOverride = z.infer<ReturnType<typeof priceShape>>;

/**
 * Checks the content of an override file against the catalogue it corrects.
 * @returns the overrides, or every fault as "path: what is wrong".
 */
export function parseOverrides(catalogue: Catalogue, json: unknown): Result<Overrides, string[]> {
  const parsed = schemaFor(catalogue).safeParse(json);
  return parsed.success ? ok(parsed.data) : err(parsed.error.issues.flatMap(faultsOf));
}

/**
 * The catalogue as the operator wants it. Pure.
 * @param writtenOn the as-of date (ISO 8601 day) of prices that state none.
 */
export function applyOverrides(
  catalogue: Catalogue,
  overrides: Overrides,
  writtenOn: string,
): Catalogue {
  return {
    channels: catalogue.channels.map((channel) => {
      const override = overrides[channel.id];
      return override ? overrideChannel(channel, override, writtenOn) : channel;
    }),
  };
}

function overrideChannel(channel: Channel, override: ChannelOverride, writtenOn: string): Channel {
  return {
    ...channel,
    models: channel.models.map((model) => {
      const own = override.models?.[model.id]?.price;
      return own ? { ...model, price: priceRule(own, writtenOn) } : model;
    }),
    limits: overrideLimits(channel.limits, override.limits ?? {}),
    pace: overridePace(channel.pace, override.pace ?? {}),
  };
}

/** A price as the catalogue writes it, from one as people write it. */
export function priceRule(
  override: PriceOverride,
  writtenOn: string,
  confidence: PriceRule["confidence"] = "operator",
): PriceRule {
  const source = { asOf: override.asOf ?? writtenOn, confidence };
  return "microsPerSecond" in override
    ? { kind: "perSecond", microsBySize: bigints(override.microsPerSecond), ...source }
    : { kind: "perRequest", microsBySeconds: bigints(override.microsPerRequest), ...source };
}

const overrideLimits = (
  limits: Limits,
  { image, ...rest }: NonNullable<ChannelOverride["limits"]>,
): Limits => ({ ...limits, ...rest, image: { ...limits.image, ...image } });

function overridePace(pace: Pace, override: NonNullable<ChannelOverride["pace"]>): Pace {
  const { window } = override;
  return {
    ...pace,
    firstPoll: override.firstPollMs ?? pace.firstPoll,
    poll: override.pollMs ?? pace.poll,
    slow: override.slowMs ?? pace.slow,
    slots: override.slots === undefined ? pace.slots : override.slots,
    window:
      window === undefined
        ? pace.window
        : window && { requests: window.requests, per: window.perMs, reserved: window.reserved },
  };
}

const bigints = (cells: Record<string, number>): Record<string, bigint> =>
  Object.fromEntries(Object.entries(cells).map(([name, micros]) => [name, BigInt(micros)]));

const hour = 60 * 60_000;
const day = 24 * hour;

const whole = (least: number, most: number) =>
  z.custom<number>(
    (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
    { error: `must be a whole number from ${least} to ${most}` },
  );

/** An object with these keys and no others. */
const only = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `is not known here; known: ${Object.keys(shape).join(", ")}`
        : "must be an object",
  });

const each = <T>(names: readonly (string | number)[], schema: T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [String(name), schema]));

// At most $1,000: more is a slip of the unit, and products of it stay safe integers.
const micros = whole(0, 1_000_000_000);
const asOf = z.iso.date({ error: "must be a day such as 2026-11-20" }).optional();

/** How a model is sold is a fact of its channel's billing mode: only the figures can be corrected. */
export const priceShape = (model: Model) =>
  model.price.kind === "perSecond"
    ? only({ microsPerSecond: only(each(model.sizes, micros)), asOf })
    : only({ microsPerRequest: only(each(model.seconds, micros)), asOf });

const limits = only({
  promptCharacters: whole(1, 100_000),
  // The server action that takes the form accepts 12 MB in all.
  image: only({ maxBytes: whole(1, 10_000_000) }).partial(),
  takes: whole(1, 50),
}).partial();

// Work that is due much farther ahead is taken for a trace of a clock that was set back (`lib/task/lease.ts`).
const longestWait = hour;

const requestWindow = only({
  requests: whole(1, 10_000),
  perMs: whole(1, longestWait),
  reserved: whole(0, 10_000),
}).refine((window) => window.reserved < window.requests, {
  path: ["reserved"],
  error: "must be less than requests: nothing would be left for polls",
});

const pace = only({
  firstPollMs: whole(0, longestWait),
  pollMs: whole(1, longestWait),
  slowMs: whole(1, day),
  window: requestWindow.nullable(),
  slots: whole(1, 10_000).nullable(),
}).partial();

const channelSchema = (channel: Channel) =>
  only({
    models: only(
      Object.fromEntries(
        channel.models.map((model) => [model.id, only({ price: priceShape(model) }).partial()]),
      ),
    ).partial(),
    limits,
    pace,
  }).partial();

const schemaFor = (catalogue: Catalogue) =>
  only(
    Object.fromEntries(catalogue.channels.map((channel) => [channel.id, channelSchema(channel)])),
  ).partial();

function faultsOf(issue: z.core.$ZodIssue): string[] {
  const paths =
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => [...issue.path, key])
      : [issue.path];
  return paths.map((path) => `${path.join(".") || "the file"}: ${issue.message}`);
}
