import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";

/** A titled part of the viewer's side. */
export function FactGroup({
  id,
  title,
  children,
}: {
  /** Where links lead to. */
  id?: string;
  title: string;
  children: ReactNode;
}) {
  return (
    <section id={id} tabIndex={id ? -1 : undefined} className="space-y-2.5 outline-none">
      <h2 className="font-medium text-muted text-xs">{title}</h2>
      {children}
    </section>
  );
}

export const FactList = ({ children }: { children: ReactNode }) => (
  <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-6 gap-y-1.5">
    {children}
  </dl>
);

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="tabular min-w-0">{children}</dd>
    </>
  );
}

/** An id or a sum, to be copied. @param copies the whole of it where only a part is shown. */
export function FactCode({
  text,
  copies = text,
  copyLabel,
}: {
  text: string;
  copies?: string;
  copyLabel: string;
}) {
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 break-all text-xs">{text}</code>
      <CopyButton text={copies} label={copyLabel} />
    </span>
  );
}
