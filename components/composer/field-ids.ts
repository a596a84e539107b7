import type { Draft } from "./draft";

/** The id of each field's control, so that a fault can take the focus there. */
export const fieldIds = {
  prompt: "composer-prompt",
  channel: "composer-channel",
  model: "composer-model",
  size: "composer-size",
  seconds: "composer-seconds",
  takes: "composer-takes",
  reference: "composer-reference",
} as const satisfies Record<keyof Draft, string>;

/** Moves the focus to a field; of a group, to the choice that is made. */
export function focusField(field: keyof Draft): void {
  const control = document.getElementById(fieldIds[field]);
  const group = control instanceof HTMLFieldSetElement;
  const target = group
    ? (control.querySelector<HTMLElement>("input:checked") ?? control.querySelector("input"))
    : control;
  target?.focus();
}

/** Brings a field into view where it is not. */
export const showField = (field: keyof Draft): void =>
  document.getElementById(fieldIds[field])?.scrollIntoView?.({ block: "nearest" });
