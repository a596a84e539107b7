import type { ReactNode } from "react";

interface SectionProps {
  id: string;
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of the studio under a heading that can take the focus. */
export function Section({ id, title, aside, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="space-y-3">
      <div className="flex min-h-7 items-baseline gap-3">
        <h2 id={id} tabIndex={-1} className="font-semibold text-base outline-none">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
