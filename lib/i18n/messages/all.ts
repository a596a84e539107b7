import type { Locale } from "../locale";
import { en } from "./en";
import { zh } from "./zh";

/** Every string of the studio, by namespace. English is the measure: what it has, every language must have. */
export type Messages = typeof en;

export const messages: Record<Locale, Messages> = { en, zh };
