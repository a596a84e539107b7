import "server-only";
import { pixelsOf } from "@/lib/catalogue/catalogue";
import { addDays, startOfDay } from "@/lib/costs/calendar";
import type { Db, Prisma } from "@/lib/db";
import type { Charged } from "@/lib/failure";
import { paths } from "@/lib/paths";
import { placeAt } from "@/lib/task/place";
import { chargeOf } from "@/lib/task/status";
import type { Attention } from "@/lib/task/view";
import { type Cursor, decodeCursor, encodeCursor } from "./cursor";
import type { Scope } from "./scope";
import type { LibraryItem, LibraryPage } from "./view";
import { type Direction, type Step, walk } from "./walk";

/** Where a page begins: at the list's beginning, beside a cursor, or at a day (in the orders by time). */
export type Anchor =
  | { at: "beginning" }
  | { at: "after" | "before"; cursor: Cursor }
  | { at: "day"; day: string };

/** Reads where a page is to begin. @returns null for a cursor that is none of this order. */
export function anchorOf(
  { query: { sort } }: Scope,
  asked: { after?: string | undefined; before?: string | undefined; day?: string | undefined },
): Anchor | null {
  const { after, before, day } = asked;
  const text = after ?? before;
  if (text !== undefined) {
    const cursor = decodeCursor(sort, text);
    return cursor && { at: after === undefined ? "before" : "after", cursor };
  }
  const byTime = sort === "newest" || sort === "oldest";
  return day !== undefined && byTime ? { at: "day", day } : { at: "beginning" };
}

/**
 * One page of the library. Whichever way it was reached, its items are in the order of the list.
 * @param limit items, 1 to 200.
 */
export async function listLibrary(
  db: Db,
  scope: Scope,
  anchor: Anchor = { at: "beginning" },
  limit = 36,
): Promise<LibraryPage> {
  const direction: Direction = anchor.at === "before" ? "backward" : "forward";
  const from = startOf(scope, anchor);
  const found = await walk(db, scope, { from, direction, take: limit + 1 });
  const page = found.slice(0, limit);
  const [items, behind] = await Promise.all([
    itemsOf(db, page),
    from ? walk(db, scope, { from: page[0] ?? from, direction: turned[direction], take: 1 }) : [],
  ]);
  const ends = {
    // Where a page is empty, the place it was asked for is what leads back.
    back: behind.length > 0 ? (page[0] ?? from) : null,
    on: found.length > limit ? (page.at(-1) ?? null) : null,
  };
  const [previous, next] = direction === "forward" ? [ends.back, ends.on] : [ends.on, ends.back];
  const cursorOf = (end: Cursor | null) => end && encodeCursor(scope.query.sort, end);
  return {
    items: direction === "forward" ? items : items.reverse(),
    previous: cursorOf(previous),
    next: cursorOf(next),
    ignored: scope.ignored,
  };
}

const turned: Record<Direction, Direction> = { forward: "backward", backward: "forward" };

function startOf({ query: { sort }, zone }: Scope, anchor: Anchor): Cursor | null {
  switch (anchor.at) {
    case "beginning":
      return null;
    case "day":
      return sort === "oldest"
        ? { key: null, place: placeAt(startOfDay(anchor.day, zone).getTime()) - 1n }
        : { key: null, place: placeAt(startOfDay(addDays(anchor.day, 1), zone).getTime()) };
    default:
      return anchor.cursor;
  }
}

const tileParts = {
  ...{ id: true, place: true, status: true, title: true, prompt: true, channel: true, model: true },
  ...{ seconds: true, size: true, createdAt: true, priceMicros: true, failureCharged: true },
  ...{ favourite: true, progress: true, attention: true, trashedAt: true, dueAt: true },
  video: {
    select: {
      ...{ key: true, posterKey: true, placeholder: true, durationMs: true },
      ...{ width: true, height: true },
    },
  },
} as const satisfies Prisma.TaskSelect;
type Tile = Prisma.TaskGetPayload<{ select: typeof tileParts }>;

/** The tiles of some tasks, in the order asked for; what was deleted meanwhile is left out. */
export async function itemsOf(db: Db, steps: readonly Step[]): Promise<LibraryItem[]> {
  const tiles = await db.task.findMany({
    where: { id: { in: steps.map((step) => step.id) } },
    select: tileParts,
  });
  const byId = new Map(tiles.map((tile) => [tile.id, tile]));
  return steps.flatMap(({ id }) => {
    const tile = byId.get(id);
    return tile ? [toItem(tile)] : [];
  });
}

/** Characters of a prompt: two lines of a wide tile. */
const excerptLength = 140;

function toItem(tile: Tile): LibraryItem {
  const { video } = tile;
  return {
    ...{ id: tile.id, status: tile.status, title: tile.title, prompt: excerptOf(tile.prompt) },
    ...{ channel: tile.channel, model: tile.model, seconds: tile.seconds },
    ...(video ? { width: video.width, height: video.height } : pixelsOf(tile.size)),
    createdAt: tile.createdAt.toISOString(),
    priceMicros: Number(tile.priceMicros),
    charge: chargeOf(tile.status, tile.failureCharged as Charged | null),
    favourite: tile.favourite,
    film: video && {
      url: paths.media(video.key),
      posterUrl: video.posterKey && paths.media(video.posterKey),
      placeholder: video.placeholder,
      durationMs: video.durationMs,
    },
    progress: tile.progress,
    attention: tile.attention as Attention | null,
    trashedAt: tile.trashedAt?.toISOString() ?? null,
    moving: tile.dueAt !== null,
  };
}

function excerptOf(prompt: string): string {
  const characters = [...prompt.slice(0, 2 * excerptLength)];
  if (characters.length <= excerptLength) return characters.join("");
  return `${characters.slice(0, excerptLength).join("").trimEnd()}…`;
}
