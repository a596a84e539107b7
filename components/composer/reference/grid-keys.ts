/** Only where it stands matters. */
type Tile = Pick<HTMLElement, "offsetTop">;

/**
 * Where a key leads to in a grid whose columns nobody but the browser knows.
 * @returns null for a key that leads nowhere.
 */
export function neighbourAt(key: string, at: number, tiles: readonly Tile[]): number | null {
  const last = tiles.length - 1;
  const first = tiles[0];
  if (!first) return null;
  const columns = tiles.filter(({ offsetTop }) => offsetTop === first.offsetTop).length;
  const steps: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - columns,
    ArrowDown: at + columns,
    Home: 0,
    End: last,
  };
  const to = steps[key];
  return to === undefined ? null : Math.min(last, Math.max(0, to));
}
