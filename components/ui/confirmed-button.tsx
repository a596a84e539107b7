"use client";

import { type ReactNode, useId } from "react";
import { Button } from "./button";
import { Question } from "./question";

interface ConfirmedButtonProps {
  label: string;
  /** What it does, beside the button. */
  hint: string;
  pending: boolean;
  title: string;
  /** What it would lead to, and at what risk. */
  children: ReactNode;
  /** The two answers. */
  refuse: string;
  agree: string;
  /** Whether the deed is the dangerous one of the two. */
  danger?: boolean;
  onAgree: () => void;
}

/** A button that asks once more before it acts. */
export function ConfirmedButton({ label, hint, pending, ...question }: ConfirmedButtonProps) {
  const hintId = useId();
  const button = (
    <Button pending={pending} aria-describedby={hintId}>
      {label}
    </Button>
  );
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Question trigger={button} {...question} />
      <p id={hintId} className="min-w-0 flex-1 basis-44 text-muted text-xs">
        {hint}
      </p>
    </div>
  );
}
