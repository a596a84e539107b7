"use client";

import * as Radix from "radix-ui/alert-dialog";
import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";

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

/** A button that asks once more before it acts. The cautious answer has the focus; the focus comes back to the button. */
export function ConfirmedButton(props: ConfirmedButtonProps) {
  const { label, hint, pending, title, children, refuse, agree, danger, onAgree } = props;
  const hintId = useId();
  return (
    <Radix.Root>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Radix.Trigger asChild>
          <Button pending={pending} aria-describedby={hintId}>
            {label}
          </Button>
        </Radix.Trigger>
        <p id={hintId} className="min-w-0 flex-1 basis-44 text-muted text-xs">
          {hint}
        </p>
      </div>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-xl border border-line bg-surface p-5 shadow-float">
          <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="space-y-2 text-muted">{children}</div>
          </Radix.Description>
          <footer className="flex flex-wrap justify-end gap-2">
            <Radix.Cancel asChild>
              <Button>{refuse}</Button>
            </Radix.Cancel>
            <Radix.Action asChild onClick={onAgree}>
              <Button variant={danger ? "danger" : "primary"}>{agree}</Button>
            </Radix.Action>
          </footer>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
