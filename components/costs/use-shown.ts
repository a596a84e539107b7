"use client";

import { useStudio } from "@/components/shell/studio-context";
import { paths } from "@/lib/paths";
import type { filmsAnchor } from "./films-anchor";
import { type Shown, writeShown } from "./search";

export type CostsHref = "/costs" | `/costs?${string}` | `/costs#${string}`;

/** The address of the page with a part of what it shows changed. */
export function useShownHref(
  shown: Shown,
): (change: Partial<Shown>, place?: "" | typeof filmsAnchor) => CostsHref {
  const { mode } = useStudio();
  return (change, place = "") =>
    `${paths.costsShowing(writeShown({ ...shown, ...change }, mode))}${place}`;
}

/** A range of its own, in place of a preset. */
export const onDays = (from: string, to: string): Partial<Shown> => ({
  preset: null,
  range: { from, to },
});
