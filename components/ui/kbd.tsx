import type { ReactNode } from "react";

/** A key of the keyboard. */
export const Kbd = ({ children }: { children: ReactNode }) => (
  <kbd className="rounded-sm border border-line px-1 py-px font-sans text-2xs text-muted">
    {children}
  </kbd>
);
