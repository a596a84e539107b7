import type { ReactNode } from "react";

/** A page that has nothing to show, and the way back. */
export function DeadEnd({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action: ReactNode;
}) {
  return (
    <div className="mx-auto flex min-h-[70dvh] max-w-md flex-col items-center justify-center gap-3 px-6 text-center">
      <h1 className="font-semibold text-xl">{title}</h1>
      <div className="space-y-2 text-balance text-muted">{children}</div>
      <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>
    </div>
  );
}
