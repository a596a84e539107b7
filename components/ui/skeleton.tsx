import { cn } from "./cn";

/** The place of something that is still being read. Hidden from assistive technology: its container says "loading". */
export const Skeleton = ({ className }: { className?: string }) => (
  <div
    aria-hidden="true"
    className={cn("rounded-md bg-raised motion-safe:animate-pulse", className)}
  />
);
