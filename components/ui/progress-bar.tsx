import { cn } from "./cn";

/** @param value 0 to 100, or null while nobody knows: then it sweeps, or stands still where motion is unwelcome. */
export function ProgressBar({
  value,
  label,
  className,
}: {
  value: number | null;
  label: string;
  className?: string;
}) {
  const known = value === null ? null : Math.min(100, Math.max(0, Math.round(value)));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known ?? undefined}
      className={cn("h-0.5 overflow-hidden rounded-full bg-line", className)}
    >
      <div
        className={cn(
          "h-full rounded-full bg-accent",
          known === null
            ? "w-1/3 motion-safe:animate-sweep motion-reduce:w-full motion-reduce:opacity-40"
            : "transition-[width] duration-500",
        )}
        style={known === null ? undefined : { width: `${known}%` }}
      />
    </div>
  );
}
