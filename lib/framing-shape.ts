import * as z from "zod/mini";
import type { Bars, Framing } from "./framing";

const bars = z.custom<Bars>(
  (value) => typeof value === "string" && /^(?:blur|#[0-9a-f]{6})$/.test(value),
);

/** Reads a framing that comes from outside: a form, a draft in the browser, a row. */
export const framingShape = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  bars,
}) satisfies z.ZodMiniType<Framing>;
