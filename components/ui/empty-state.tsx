import type { ReactNode } from "react";
import { cn } from "./cn";

/** An empty place that says what will be there, and how to get it there. */
export function EmptyState({
  icon,
  title,
  children,
  action,
  className,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <div
      className={cn(
        "flex flex-col items-center justify-center gap-2 rounded-lg border border-line border-dashed px-6 py-14 text-center",
        className,
      )}
    >
      {icon && <div className="mb-2 text-muted [&_svg]:size-8 [&_svg]:stroke-[1.25]">{icon}</div>}
      <p className="font-medium text-base">{title}</p>
      {children && <div className="max-w-prose text-balance text-muted">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
