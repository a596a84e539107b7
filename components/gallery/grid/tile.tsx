"use client";

import { Check, Heart } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { statusLook } from "@/components/tasks/status-look";
import { cn } from "@/components/ui/cn";
import { ProgressBar } from "@/components/ui/progress-bar";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { LibraryItem } from "@/lib/library/view";
import { excerpt } from "../excerpt";
import { FilmPreview } from "../film-preview";
import { usePreview } from "../use-preview";

const longestName = 120;

/** What a film is called: the user's own name for it, else how its prompt begins. */
export const nameOf = ({ title, prompt }: Pick<LibraryItem, "title" | "prompt">): string =>
  excerpt(title ?? prompt, longestName);

export interface TileProps {
  item: LibraryItem;
  /** Where it leads; the grid opens it over itself unless another tab is asked for. */
  href: string;
  /** In px, within its row. */
  x: number;
  width: number;
  selected: boolean;
  /** Something is selected: every tile shows that it could be. */
  selecting: boolean;
  /** The one that Tab comes to. */
  active: boolean;
  /** Passing by: only the placeholder is shown. */
  rushing: boolean;
}

/** One film of the grid. What presses on it mean, the grid decides: it finds the tile by `data-tile`. */
export const Tile = memo(function Tile(props: TileProps) {
  const { item, href, x, width, selected, active } = props;
  const { playing, handlers } = usePreview();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the link in it has the focus.
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be laid out like this.
    <div
      role="gridcell"
      aria-selected={selected}
      data-tile={item.id}
      style={{ transform: `translateX(${x}px)`, width }}
      className={cn(
        "group/tile absolute inset-y-0 left-0 rounded-sm bg-raised",
        selected && "bg-accent/25",
      )}
      {...handlers}
    >
      <a
        href={href}
        tabIndex={active ? 0 : -1}
        draggable={false}
        className={cn(
          "absolute inset-0 block touch-manipulation select-none overflow-hidden rounded-sm outline-offset-2 [-webkit-touch-callout:none] motion-safe:transition-[inset] motion-safe:duration-100",
          "focus-visible:z-10 focus-visible:outline-2 focus-visible:outline-accent-text",
          selected && "inset-2.5",
        )}
      >
        {item.film ? <Still {...props} /> : <Making item={item} />}
        {playing && item.film && <FilmPreview url={item.film.url} />}
        <Caption item={item} />
      </a>
      <Marks {...props} />
    </div>
  );
});

/** The placeholder at once, the poster over it when it has come. */
function Still({ item, width, rushing }: TileProps) {
  const { posterUrl = null, placeholder = null } = item.film ?? {};
  return (
    <>
      {placeholder && (
        <span
          className="absolute inset-0 bg-center bg-cover"
          style={{ backgroundImage: `url("${placeholder}")` }}
        />
      )}
      {posterUrl && !rushing && (
        // biome-ignore lint/performance/noImgElement: posters are made in the right size and format already.
        <img
          src={posterUrl}
          alt=""
          width={Math.round(width)}
          height={Math.round((width * item.height) / item.width)}
          decoding="async"
          draggable={false}
          className="absolute inset-0 size-full object-cover"
        />
      )}
    </>
  );
}

/** In place of a film that is not there yet, or never will be. */
function Making({ item }: { item: LibraryItem }) {
  const t = useTranslations();
  const { icon: Icon } = statusLook[item.status];
  const running = item.progress !== null && item.moving;
  return (
    <span className="absolute inset-0 flex flex-col items-center justify-center gap-1.5 border border-line bg-surface p-2 text-center text-muted text-xs">
      <Icon aria-hidden="true" className="size-5 stroke-[1.5]" />
      {t(`status.${item.status}`)}
      {(running || item.moving) && (
        <ProgressBar
          value={running ? item.progress : null}
          label={t("library.tile.progress")}
          className="absolute inset-x-0 bottom-0 rounded-none"
        />
      )}
    </span>
  );
}

/** Its name for every reader; for the eye while one points at it. */
function Caption({ item }: { item: LibraryItem }) {
  const t = useTranslations("library");
  return (
    <>
      <VisuallyHidden>{nameOf(item)}</VisuallyHidden>
      <span
        aria-hidden="true"
        className={cn(
          "dark pointer-events-none absolute inset-x-0 bottom-0 flex items-end bg-linear-to-t from-black/80 to-transparent p-2 pt-8 text-text text-xs opacity-0 motion-safe:transition-opacity",
          "group-focus-within/tile:opacity-100 group-hover/tile:opacity-100 pointer-coarse:hidden",
        )}
      >
        <span className="line-clamp-2 min-w-0 pr-9 leading-snug">{nameOf(item)}</span>
      </span>
      <span className="dark tabular absolute right-1.5 bottom-1.5 rounded-sm bg-black/65 px-1 text-2xs text-text">
        {t("card.seconds", { seconds: item.seconds })}
      </span>
    </>
  );
}

const mark =
  "absolute grid size-8 place-items-center rounded-full opacity-0 motion-safe:transition-opacity focus-visible:opacity-100 group-hover/tile:opacity-100 group-focus-within/tile:opacity-100 pointer-coarse:size-11";

/** What one can do to it in passing. */
function Marks({ item, selected, selecting, active }: TileProps) {
  const t = useTranslations("library.tile");
  const name = nameOf(item);
  const tabIndex = active ? 0 : -1;
  return (
    <span className="dark text-text">
      {/* biome-ignore lint/a11y/useSemanticElements: a real checkbox cannot be dressed as this one. */}
      <button
        type="button"
        role="checkbox"
        aria-checked={selected}
        aria-label={t("select", { name })}
        tabIndex={tabIndex}
        data-press="select"
        className={cn(
          mark,
          "top-0 left-0 pointer-coarse:hidden",
          (selected || selecting) && "opacity-100 pointer-coarse:grid",
        )}
      >
        <span
          className={cn(
            "grid size-5 place-items-center rounded-full border-2 border-white/90 bg-black/35 shadow-float [&_svg]:size-3.5",
            selected && "border-accent bg-accent text-accent-ink",
          )}
        >
          {selected && <Check aria-hidden="true" className="stroke-[3]" />}
        </span>
      </button>
      <button
        type="button"
        aria-pressed={item.favourite}
        aria-label={t("favourite", { name })}
        tabIndex={tabIndex}
        data-press="favourite"
        className={cn(
          mark,
          "top-0 right-0 pointer-coarse:hidden",
          item.favourite && "opacity-100 pointer-coarse:grid",
        )}
      >
        <Heart
          aria-hidden="true"
          className={cn(
            "size-4.5 drop-shadow-[0_0_2px_rgb(0_0_0/0.9)]",
            item.favourite && "fill-accent stroke-accent",
          )}
        />
      </button>
    </span>
  );
}
