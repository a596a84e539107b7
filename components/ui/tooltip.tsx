"use client";

import * as Radix from "radix-ui/tooltip";
import type { ReactNode } from "react";

/** Must surround the application once. */
export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Radix.Provider delayDuration={350} skipDelayDuration={150}>
    {children}
  </Radix.Provider>
);

/** A hint on hover and on keyboard focus. @param children one focusable element. */
export function Tooltip({ hint, children }: { hint: ReactNode; children: ReactNode }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-64 rounded-md border border-line bg-raised px-2.5 py-1.5 text-text text-xs shadow-float motion-safe:animate-arrive"
        >
          {hint}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
