"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Notice } from "@/components/ui/notice";

interface ComposerFormProps {
  label: string;
  /** Why the last press came to nothing, where no single field is to blame. */
  error: string | null;
  pending: boolean;
  onSubmit: () => void;
  /** What submits, and what it costs. */
  action: ReactNode;
  children: ReactNode;
}

/**
 * Whether a key press submits: Ctrl or Cmd with Enter, pressed once, and not while an input method composes (then Enter
 * picks a word; 229 is what older engines report for that).
 */
const isSubmitKey = ({ key, ctrlKey, metaKey, repeat, nativeEvent }: KeyboardEvent): boolean =>
  key === "Enter" &&
  (ctrlKey || metaKey) &&
  !repeat &&
  !nativeEvent.isComposing &&
  nativeEvent.keyCode !== 229;

/** Whether a browser would submit the form by itself: Enter in a one-line field. Too easy a slip where it costs money. */
const isSlip = ({ key, target }: KeyboardEvent): boolean =>
  key === "Enter" && target instanceof HTMLInputElement;

/** The composer's form: what every way of submitting goes through, and where a refusal is told. */
export function ComposerForm(props: ComposerFormProps) {
  const { label, error, pending, onSubmit, action, children } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    const submits = isSubmitKey(event) && !event.defaultPrevented;
    if (submits || isSlip(event)) event.preventDefault();
    if (submits) onSubmit();
  };
  const refusal = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The keys submit from anywhere in the form, and the words must not be below the fold then.
    if (error !== null) refusal.current?.scrollIntoView?.({ block: "nearest" });
  }, [error]);
  return (
    <form
      aria-label={label}
      aria-busy={pending}
      noValidate
      className="space-y-5"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <div role="alert" ref={refusal}>
        {error !== null && <Notice tone="danger" title={error} />}
      </div>
      {/* Beside the films the desk scrolls by itself: the price and the press stay in sight. */}
      <div className="lg:sticky lg:bottom-0 lg:z-10 lg:-mx-1 lg:bg-background lg:px-1 lg:pt-3 lg:pb-1">
        {action}
      </div>
    </form>
  );
}
