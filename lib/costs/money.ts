import { err, ok, type Result } from "@/lib/result";

/** Dollars as people type them. Exact both ways: no float in between. Pure; shared with the browser. */

export const amountFaults = ["notAnAmount", "negative", "tooFine", "tooLarge"] as const;
/** Why a text is not taken as an amount. The sentence is the message `costs.amount.<code>`. */
export type AmountFault = (typeof amountFaults)[number];

const decimals = 6;

/**
 * Reads "25" or "25.50" as micro-dollars.
 * @param mostMicros the largest amount that is taken: more is a slip of the unit.
 */
export function readAmount(text: string, mostMicros: bigint): Result<bigint, AmountFault> {
  const trimmed = text.trim().replace(/^\$\s*/, "");
  const [, sign, whole, fraction = ""] = /^([-−]?)(\d+)(?:\.(\d*))?$/.exec(trimmed) ?? [];
  if (whole === undefined) return err("notAnAmount");
  if (sign) return err("negative");
  const digits = fraction.replace(/0+$/, "");
  if (digits.length > decimals) return err("tooFine");
  // Thousands of digits are no amount either, and make a large number.
  if (whole.length > 20) return err("tooLarge");
  const micros = BigInt(whole) * 1_000_000n + BigInt(digits.padEnd(decimals, "0"));
  return micros > mostMicros ? err("tooLarge") : ok(micros);
}

/** Micro-dollars as a plain decimal with at least two places, for a field or a file: "25.50", "0.0042". */
export function writeAmount(micros: bigint | number): string {
  const value = BigInt(micros);
  const size = value < 0n ? -value : value;
  const fraction = String(size % 1_000_000n)
    .padStart(decimals, "0")
    .replace(/0{1,4}$/, "");
  return `${value < 0n ? "-" : ""}${size / 1_000_000n}.${fraction}`;
}
