import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { type Tone, toneEdge, toneText, toneWash } from "./tone";

const icons: Record<Tone, typeof Info> = {
  neutral: Info,
  accent: Info,
  success: Info,
  warning: TriangleAlert,
  danger: CircleAlert,
};

/**
 * A box that explains: a title, the words, and what to do. Static; wrap it in a live region where it appears by itself.
 */
export function Notice({
  tone = "neutral",
  title,
  children,
  action,
  className,
}: {
  tone?: Tone;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  const Icon = icons[tone];
  return (
    <div
      className={cn(
        "flex flex-wrap gap-3 rounded-lg border p-4",
        toneEdge[tone],
        toneWash[tone],
        className,
      )}
    >
      <div className="flex min-w-0 flex-1 basis-72 items-start gap-3">
        <Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", toneText[tone])} />
        <div className="min-w-0 flex-1 space-y-1.5">
          <p className="font-medium">{title}</p>
          {children && <div className="space-y-1.5 text-muted">{children}</div>}
        </div>
      </div>
      {action && <div className="flex flex-wrap gap-2 self-start">{action}</div>}
    </div>
  );
}
