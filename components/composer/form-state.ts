import type { Draft } from "./draft";
import { sameReference } from "./reference/reference";

/**
 * The filled form together with the name of the intent behind it. The key belongs to the content: pressing twice,
 * or in two tabs that show the same draft, is one intent (FAULTS 17); any change of the form, and every accepted
 * submission, begins a new one.
 */
export interface FormState {
  draft: Draft;
  intentKey: string;
}

/** Random and unique; browsers offer it on https and on loopback, the only places where the studio is served. */
export const newIntentKey = (): string => crypto.randomUUID();

/** The form after a change. */
export const changed = (draft: Draft): FormState => ({ draft, intentKey: newIntentKey() });

/** Whether two drafts ask for the same. */
export const sameDraft = (a: Draft, b: Draft): boolean =>
  (Object.keys(a) as (keyof Draft)[]).every((field) =>
    field === "reference" ? sameReference(a[field], b[field]) : Object.is(a[field], b[field]),
  );
