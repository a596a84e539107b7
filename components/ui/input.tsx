import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A one-line text box. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return (
    <input
      className={cn(
        "h-9 w-full min-w-0 rounded-md border border-edge bg-background px-3 text-sm transition-colors",
        "aria-invalid:border-danger pointer-coarse:h-11 pointer-coarse:text-base",
        className,
      )}
      {...rest}
    />
  );
}
