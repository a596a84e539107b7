"use client";

import { Heart, Keyboard, SlidersHorizontal, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { type LibraryQuery, type Sort, sorts } from "@/lib/library/query";
import type { LibraryScope } from "@/lib/queries/library";
import type { Step } from "../address/use-address";
import { SearchField } from "./search-field";

const FilterPanel = lazy(() =>
  import("./filter-panel").then((module) => ({ default: module.FilterPanel })),
);

interface ToolbarProps {
  scope: LibraryScope;
  search: RefObject<HTMLInputElement | null>;
  onFind: (query: LibraryQuery, step: Step) => void;
  onKeys: () => void;
}

/** Search, filters and order: they stay at the top of the screen however far one has scrolled. */
export function Toolbar({ scope, search, onFind, onKeys }: ToolbarProps) {
  const t = useTranslations("library.filter");
  const { query } = scope;
  const [open, setOpen] = useState(false);
  const decide = (next: LibraryQuery) => onFind(next, "push");
  const lists = [query.status, query.channel, query.model, query.shape, query.seconds, query.tag];
  const set = lists.flat().length + Number(query.from !== null) + Number(query.to !== null);
  return (
    <Drawer
      open={open}
      onClose={() => setOpen(false)}
      panel={
        <Suspense fallback={<Skeleton className="h-64 w-full" />}>
          <FilterPanel scope={scope} onFind={decide} onDone={() => setOpen(false)}>
            <div className="flex items-center gap-2 sm:hidden">
              <Places query={query} onFind={decide} />
            </div>
          </FilterPanel>
        </Suspense>
      }
    >
      <div className="flex items-center gap-2">
        <SearchField
          ref={search}
          text={query.text}
          onSearch={(text) => onFind({ ...query, text }, "replace")}
        />
        <Button
          aria-expanded={open}
          aria-controls={filtersId}
          onClick={() => setOpen(!open)}
          className="aria-expanded:border-edge"
        >
          <SlidersHorizontal aria-hidden="true" />
          <span className="max-sm:sr-only">{t("open")}</span>
          {set > 0 && <span className="tabular text-accent-text">{set}</span>}
        </Button>
        <div className="flex items-center gap-1 max-sm:hidden">
          <Places query={query} onFind={decide} />
          <span className="pointer-coarse:hidden">
            <IconButton
              label={t("keys")}
              icon={<Keyboard aria-hidden="true" />}
              aria-keyshortcuts="?"
              onClick={onKeys}
            />
          </span>
        </div>
      </div>
    </Drawer>
  );
}

/** The favourites, the trash, and the order; where the bar is short, they fold out with the filters. */
function Places({ query, onFind }: { query: LibraryQuery; onFind: (query: LibraryQuery) => void }) {
  const t = useTranslations("library.filter");
  return (
    <>
      <Toggle
        label={t("favourites")}
        pressed={query.favourite}
        onPress={() => onFind({ ...query, favourite: !query.favourite })}
      >
        <Heart aria-hidden="true" className={cn(query.favourite && "fill-current")} />
      </Toggle>
      <Toggle
        label={t("trash")}
        pressed={query.trash}
        onPress={() => onFind({ ...query, trash: !query.trash })}
      >
        <Trash2 aria-hidden="true" />
      </Toggle>
      <Order sort={query.sort} onChange={(sort) => onFind({ ...query, sort })} />
    </>
  );
}

const filtersId = "library-filters";

function Toggle({
  label,
  pressed,
  onPress,
  children,
}: {
  label: string;
  pressed: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <IconButton
      label={label}
      icon={children}
      aria-pressed={pressed}
      onClick={onPress}
      className="aria-pressed:bg-accent/10 aria-pressed:text-accent-text"
    />
  );
}

function Order({ sort, onChange }: { sort: Sort; onChange: (sort: Sort) => void }) {
  const t = useTranslations("library.sort");
  return (
    <select
      aria-label={t("label")}
      value={sort}
      onChange={(event) => onChange(event.target.value as Sort)}
      className="select h-9 min-w-0 truncate rounded-md border border-line bg-background px-3 transition-colors hover:border-edge max-sm:ml-auto pointer-coarse:h-11"
    >
      {sorts.map((each) => (
        <option key={each} value={each}>
          {t(each)}
        </option>
      ))}
    </select>
  );
}

/** A bar that stays at the top, and what folds out of it over the page. A press elsewhere, or Esc, folds it in. */
function Drawer({
  open,
  onClose,
  panel,
  children,
}: {
  open: boolean;
  onClose: () => void;
  panel: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("library.filter");
  const box = useRef<HTMLDivElement>(null);
  const close = useEffectEvent((event: PointerEvent | KeyboardEvent) => {
    if (event instanceof KeyboardEvent) {
      if (event.key !== "Escape" || event.isComposing) return;
      box.current?.querySelector<HTMLElement>("[aria-expanded]")?.focus();
      return onClose();
    }
    if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
  });
  useEffect(() => {
    if (!open) return;
    const listen = (event: PointerEvent | KeyboardEvent) => close(event);
    document.addEventListener("pointerdown", listen);
    document.addEventListener("keydown", listen);
    return () => {
      document.removeEventListener("pointerdown", listen);
      document.removeEventListener("keydown", listen);
    };
  }, [open]);
  return (
    <div
      ref={box}
      className="sticky top-14 z-20 -mx-4 border-transparent border-b bg-background/95 px-4 py-2.5 backdrop-blur-md sm:-mx-6 sm:px-6"
    >
      {children}
      {open && (
        <section
          id={filtersId}
          aria-label={t("open")}
          className="absolute inset-x-2 top-full max-h-[calc(100dvh-9rem)] overflow-y-auto rounded-b-lg border border-line bg-surface p-4 shadow-float sm:inset-x-6"
        >
          {panel}
        </section>
      )}
    </div>
  );
}
