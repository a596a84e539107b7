import type { ComponentProps } from "react";
import { cn } from "./cn";

interface TextareaProps extends Omit<ComponentProps<"textarea">, "value"> {
  value: string;
}

// The copy and the textarea share one grid cell and must break lines alike.
const shared = "col-start-1 row-start-1 w-full px-3.5 py-3 text-base leading-relaxed";

/** A text box that grows with its text up to a part of the screen, without measuring: a hidden copy of the text gives it its height. */
export function Textarea({ value, className, ...rest }: TextareaProps) {
  return (
    <div
      className={cn(
        "grid min-h-36 rounded-lg border border-edge bg-background transition-colors",
        "focus-within:border-accent-text has-aria-invalid:border-danger",
        className,
      )}
    >
      <div
        aria-hidden="true"
        className={cn(
          shared,
          "invisible max-h-[45dvh] overflow-hidden whitespace-pre-wrap break-words",
        )}
      >
        {`${value} `}
      </div>
      <textarea
        value={value}
        className={cn(
          shared,
          "resize-none rounded-lg bg-transparent outline-offset-0 placeholder:text-muted",
        )}
        {...rest}
      />
    </div>
  );
}
