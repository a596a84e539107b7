"use client";

import { ArrowLeft, ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { MouseEvent, ReactNode } from "react";
import { buttonStyles } from "@/components/ui/button-styles";
import { paths } from "@/lib/paths";
import type { Neighbours } from "@/lib/task/view";

/** The way back to the library and on to the films beside this one. */
export function ViewerBar({ neighbours }: { neighbours: Neighbours }) {
  const t = useTranslations("viewer");
  const router = useRouter();
  const close = (event: MouseEvent) => {
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!plain || !cameFrom(paths.library())) return;
    // Going back returns to the very place in the library; following the link would begin at its top.
    event.preventDefault();
    router.back();
  };
  return (
    <nav aria-label={t("navigation")} className="flex items-center justify-between gap-2">
      <Link
        href={paths.library()}
        onClick={close}
        className={buttonStyles({ variant: "ghost", size: "sm", className: "-ml-2.5" })}
      >
        <ArrowLeft aria-hidden="true" />
        {t("toLibrary")}
      </Link>
      <div className="flex gap-1">
        <Neighbour id={neighbours.newer} label={t("newer")}>
          <ChevronLeft aria-hidden="true" />
        </Neighbour>
        <Neighbour id={neighbours.older} label={t("older")}>
          <ChevronRight aria-hidden="true" />
        </Neighbour>
      </div>
    </nav>
  );
}

function Neighbour({
  id,
  label,
  children,
}: {
  id: string | null;
  label: string;
  children: ReactNode;
}) {
  if (!id) return null;
  return (
    <Link
      // Replaced, so that going back leads to the library however many films one has leafed through.
      replace
      href={paths.video(id)}
      aria-label={label}
      title={label}
      className={buttonStyles({
        variant: "ghost",
        size: "sm",
        className: "aspect-square px-0 pointer-coarse:min-w-11",
      })}
    >
      {children}
    </Link>
  );
}

/** Whether the previous entry of this tab's history is the given page; false where the browser cannot tell. */
function cameFrom(path: string): boolean {
  if (!("navigation" in window)) return false;
  const { currentEntry } = window.navigation;
  const before = window.navigation.entries()[(currentEntry?.index ?? 0) - 1];
  return before?.url != null && new URL(before.url).pathname === path;
}
