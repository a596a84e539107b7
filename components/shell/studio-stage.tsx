import type { ReactNode } from "react";

/** The desk on the left, where one writes; the screen on the right, where one watches. One above the other where it is narrow. */
export function StudioStage({
  title,
  composer,
  children,
}: {
  title: string;
  composer: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="grid gap-x-10 gap-y-10 lg:grid-cols-[minmax(22rem,26rem)_minmax(0,1fr)]">
      <h1 className="sr-only">{title}</h1>
      <div className="lg:sticky lg:top-20 lg:max-h-[calc(100dvh-8.5rem)] lg:self-start lg:overflow-y-auto lg:scroll-pb-44 lg:p-1 lg:-m-1">
        {composer}
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
