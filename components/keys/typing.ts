/** Controls that letters are typed into; a checkbox or a button is none. */
const fields =
  "textarea, select, [contenteditable='true'], input:not([type='checkbox'], [type='radio'], [type='button'], [type='submit'], [type='range'])";

/** Whether a press belongs to what is being written: a field has the focus, or an input method composes a word. */
export const isTyping = ({
  target,
  isComposing,
  keyCode,
}: Pick<KeyboardEvent, "target" | "isComposing" | "keyCode">): boolean =>
  // 229 is how Safari reports the Enter that ends a composition.
  isComposing || keyCode === 229 || (target instanceof Element && target.closest(fields) !== null);
