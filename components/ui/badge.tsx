import type { ReactNode } from "react";
import { cn } from "./cn";
import { type Tone, toneEdge, toneText } from "./tone";

/** A word or two about a thing. Colour never says it alone. */
export function Badge({
  tone = "neutral",
  icon,
  className,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1 whitespace-nowrap rounded-full border px-2 py-px text-2xs [&_svg]:size-3",
        toneEdge[tone],
        toneText[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
