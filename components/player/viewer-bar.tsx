"use client";

import { ArrowLeft, ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MouseEvent, ReactNode } from "react";
import { buttonStyles } from "@/components/ui/button-styles";
import type { LibraryNeighbours } from "@/lib/library/view";

/** Where the links of the bar lead, and what a plain press on one does instead, where there is something. */
export interface Ways {
  library: string;
  film: (id: string) => string;
  onClose?: () => void;
  onLeaf?: (id: string) => void;
}

/** The way back to the library, on to the films beside this one, and what can be done to it. */
export function ViewerBar({
  neighbours,
  ways,
  children,
}: {
  neighbours: LibraryNeighbours | undefined;
  ways: Ways;
  children?: ReactNode;
}) {
  const t = useTranslations("viewer");
  const { previous = null, next = null } = neighbours ?? {};
  return (
    <nav aria-label={t("navigation")} className="flex items-center gap-1">
      <a
        href={ways.library}
        onClick={plainly(ways.onClose)}
        className={buttonStyles({ variant: "ghost", size: "sm", className: "-ml-2.5" })}
      >
        <ArrowLeft aria-hidden="true" />
        {t("toLibrary")}
      </a>
      <div className="ml-auto flex gap-1">
        <Neighbour id={previous} label={t("previous")} ways={ways}>
          <ChevronLeft aria-hidden="true" />
        </Neighbour>
        <Neighbour id={next} label={t("next")} ways={ways}>
          <ChevronRight aria-hidden="true" />
        </Neighbour>
        {children}
      </div>
    </nav>
  );
}

/** A press that asks for another tab or window is the browser's. */
const plainly = (deed: (() => void) | undefined) => (event: MouseEvent) => {
  if (!deed || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  deed();
};

function Neighbour({
  id,
  label,
  ways,
  children,
}: {
  id: string | null;
  label: string;
  ways: Ways;
  children: ReactNode;
}) {
  const { onLeaf } = ways;
  const look = buttonStyles({
    ...{ variant: "ghost", size: "sm" },
    className: "aspect-square px-0 pointer-coarse:min-w-11",
  });
  if (!id) {
    return (
      <span aria-hidden="true" className={`${look} opacity-30`}>
        {children}
      </span>
    );
  }
  return (
    <a
      href={ways.film(id)}
      onClick={plainly(onLeaf && (() => onLeaf(id)))}
      aria-label={label}
      title={label}
      className={look}
    >
      {children}
    </a>
  );
}
