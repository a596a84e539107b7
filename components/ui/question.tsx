"use client";

import * as Radix from "radix-ui/alert-dialog";
import type { ReactNode } from "react";
import { Button } from "./button";

interface QuestionProps {
  /** The button that asks; the focus comes back to it. Without one, `open` says when, and `onClosed` moves the focus. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  onClosed?: (event: Event) => void;
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

/** Asks once more before something is done. The cautious answer has the focus. */
export function Question(props: QuestionProps) {
  const { trigger, open, onOpenChange, onClosed, title, children, ...answers } = props;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          onCloseAutoFocus={onClosed}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-xl border border-line bg-surface p-5 shadow-float"
        >
          <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="space-y-2 text-muted">{children}</div>
          </Radix.Description>
          <Answers {...answers} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Answers({
  refuse,
  agree,
  danger,
  onAgree,
}: Pick<QuestionProps, "refuse" | "agree" | "danger" | "onAgree">) {
  return (
    <footer className="flex flex-wrap justify-end gap-2">
      <Radix.Cancel asChild>
        <Button>{refuse}</Button>
      </Radix.Cancel>
      <Radix.Action asChild onClick={onAgree}>
        <Button variant={danger ? "danger" : "primary"}>{agree}</Button>
      </Radix.Action>
    </footer>
  );
}
