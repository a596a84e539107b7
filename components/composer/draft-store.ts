import type { Draft } from "./draft";
import type { FormState } from "./form-state";
import { readReference } from "./reference/reference";

const place = "rushes.draft";

/**
 * Keeps the form in this browser, so that it survives a reload and a crash. Storage may be full, forbidden or hold what
 * an older version wrote: then the draft simply does not survive.
 */
export function saveForm(form: FormState): void {
  try {
    localStorage.setItem(place, JSON.stringify(form));
  } catch {
    // Nothing to be done about it, and nothing lost but convenience.
  }
}

/** A kept form: an older version may have written less of it. */
export interface KeptForm {
  draft: Partial<Draft>;
  intentKey: string;
}

/** What was kept, with only the fields that have the right type; null when there is nothing. */
export function loadForm(): KeptForm | null {
  try {
    return readForm(JSON.parse(localStorage.getItem(place) ?? "null"));
  } catch {
    return null;
  }
}

function readForm(kept: unknown): KeptForm | null {
  if (!isRecord(kept) || !isRecord(kept.draft) || typeof kept.intentKey !== "string") return null;
  const { draft } = kept;
  const found: Partial<Draft> = {};
  for (const field of ["prompt", "channel", "model", "size"] as const) {
    const value = draft[field];
    if (typeof value === "string") found[field] = value;
  }
  for (const field of ["seconds", "takes"] as const) {
    const value = draft[field];
    if (typeof value === "number") found[field] = value;
  }
  if (draft.reference !== undefined) found.reference = readReference(draft.reference);
  return { draft: found, intentKey: kept.intentKey };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
