"use client";

import { type CSSProperties, type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { TaskView } from "@/lib/task/view";
import { FilmCard } from "./film-card";
import { PosterCapture } from "./poster-capture";
import { shapeOf } from "./shape";

/** How many stills the first screen shows at most; the others load as they come near. */
const firstScreen = 8;

/** Films in justified rows, in the given order. One that arrives later slides in. */
export function FilmRows({ tasks }: { tasks: readonly TaskView[] }) {
  const [known] = useState(() => new Set(tasks.map((task) => task.id)));
  return (
    <>
      <PosterCapture films={tasks} />
      <Rows>
        {tasks.map((task, index) => {
          const { width, height } = shapeOf(task);
          return (
            <Cell
              key={task.id}
              ratio={width / height}
              className={known.has(task.id) ? undefined : "motion-safe:animate-arrive"}
            >
              <FilmCard task={task} priority={index < firstScreen} />
            </Cell>
          );
        })}
      </Rows>
    </>
  );
}

/**
 * Rows whose stills are of one height and fill the width, by the layout engine alone: each cell asks for the width its
 * shape has at the rows' height, and what is left over is shared out in proportion. The filler at the end keeps the
 * last row from being stretched. A phone is too narrow for that: there, wide stills take a row and tall ones half of it.
 */
export function Rows({ children }: { children: ReactNode }) {
  return (
    <ul className="grid grid-flow-dense grid-cols-2 gap-x-3 gap-y-6 [--row:14rem] after:hidden after:grow-[1000000] sm:flex sm:flex-wrap sm:after:block xl:[--row:16rem]">
      {children}
    </ul>
  );
}

/** @param ratio width by height of what the cell shows on top. */
export function Cell({
  ratio,
  className,
  children,
}: {
  ratio: number;
  className?: string;
  children: ReactNode;
}) {
  return (
    <li
      // A cell grows by half at most: on a narrow screen a lone portrait would otherwise fill it.
      className={cn(
        "min-w-0 shrink grow-[calc(var(--ratio)*100)] basis-[calc(var(--ratio)*var(--row))] sm:max-w-[calc(var(--ratio)*var(--row)*1.5)]",
        ratio > 1 && "col-span-2",
        className,
      )}
      style={{ "--ratio": ratio.toFixed(4) } as CSSProperties}
    >
      {children}
    </li>
  );
}
