"use client";

import { memo } from "react";
import type { LibraryItem } from "@/lib/library/view";
import { isSelected, type Selection } from "../selection/selection";
import type { Line } from "./lines";
import { Tile } from "./tile";
import { useDayWords } from "./use-day-words";

interface GridLineProps {
  line: Line;
  /** From the top of the element that holds the list, in px. */
  y: number;
  /** The chunk's films; undefined until they are read. */
  items: readonly LibraryItem[] | undefined;
  hrefOf: (id: string) => string;
  selection: Selection;
  selecting: boolean;
  activeId: string | null;
  rushing: boolean;
}

/** A line of the grid where it stands: the names of days, or films. */
export const GridLine = memo(function GridLine(props: GridLineProps) {
  const { line, y, items } = props;
  const style = { transform: `translateY(${y}px)`, height: line.height };
  if (line.headings.length > 0) return <Headings line={line} style={style} />;
  if (!items) return <Unread line={line} style={style} />;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus is in its cells.
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be laid out like this.
    <div role="row" style={style} className="absolute inset-x-0 top-0 contain-layout">
      {line.spots.map(({ index, x, width }) => {
        const item = items[index];
        if (!item) return null;
        return (
          <Tile
            key={item.id}
            item={item}
            href={props.hrefOf(item.id)}
            x={x}
            width={width}
            selected={isSelected(props.selection, item.id)}
            selecting={props.selecting}
            active={item.id === props.activeId}
            rushing={props.rushing}
          />
        );
      })}
    </div>
  );
});

interface PartProps {
  line: Line;
  style: React.CSSProperties;
}

function Headings({ line, style }: PartProps) {
  const dayWords = useDayWords();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: it is read, not reached.
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be laid out like this.
    <div role="row" style={style} className="absolute inset-x-0 top-0">
      {line.headings.map(({ day, x, width }) => (
        // biome-ignore lint/a11y/useFocusableInteractive: it is read, not reached.
        // biome-ignore lint/a11y/useSemanticElements: a table cannot be laid out like this.
        <div
          key={day}
          role="rowheader"
          style={{ transform: `translateX(${x}px)`, width }}
          className="absolute bottom-2 left-0"
        >
          <h2 className="truncate font-medium text-sm">{dayWords(day)}</h2>
        </div>
      ))}
    </div>
  );
}

/** The place of films that are not read yet: one element, whatever their number. */
function Unread({ line, style }: PartProps) {
  const [first, second] = line.spots;
  const step = first && second ? second.x - first.x : 0;
  const last = line.spots.at(-1);
  const width = last ? last.x + last.width : 0;
  const backgroundImage =
    first && step > 0
      ? `repeating-linear-gradient(to right, var(--raised) 0 ${first.width}px, transparent ${first.width}px ${step}px)`
      : undefined;
  return (
    <div
      aria-hidden="true"
      data-unread=""
      style={{ ...style, width, backgroundImage }}
      className={step > 0 ? "absolute top-0 left-0" : "absolute top-0 left-0 bg-raised"}
    />
  );
}
