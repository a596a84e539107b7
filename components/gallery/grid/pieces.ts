import { addDays, dayOf } from "@/lib/costs/calendar";
import type { LibraryDays, LibraryItem } from "@/lib/library/view";
import type { LibraryScope, PieceRequest } from "@/lib/queries/library";
import { type Chunk, chunksOf, type Day, holdsDay } from "./chunks";
import type { Group } from "./lines";

/** Whether the list follows time, so that it can be grouped by day and entered at any of them. */
export const followsTime = ({ query: { sort } }: LibraryScope): boolean =>
  sort === "newest" || sort === "oldest";

/** The chunks of a list. Those that are as before are the very same, so that nothing about them is computed anew. */
export function chunksFor(
  scope: LibraryScope,
  { days, total }: LibraryDays,
  before: readonly Chunk[],
): Chunk[] {
  const aspects = days.reduce((sum, day) => sum + day.aspects, 0);
  const whole: Day[] = total > 0 ? [{ day: null, count: total, aspects }] : [];
  const known = new Map(before.map((chunk) => [chunk.key, chunk]));
  return chunksOf(followsTime(scope) ? days : whole).map((chunk) => {
    const same = known.get(chunk.key);
    return same && isAlike(same, chunk) ? same : chunk;
  });
}

const isAlike = (a: Chunk, b: Chunk): boolean =>
  a.open === b.open &&
  a.days.length === b.days.length &&
  a.days.every(({ day, count, aspects }, at) => {
    const other = b.days[at];
    return day === other?.day && count === other.count && aspects === other.aspects;
  });

/** How each chunk is read. */
export function requestsOf(
  scope: LibraryScope,
  chunks: readonly Chunk[],
): ReadonlyMap<string, PieceRequest> {
  const requests = new Map<string, PieceRequest>();
  let before: PieceRequest | null = null;
  for (const chunk of chunks) {
    const { key, count, open, part } = chunk;
    const from: PieceRequest["from"] = part > 0 && before ? before : startOf(scope, chunk);
    const holds = ({ createdAt }: LibraryItem) =>
      holdsDay(chunk, dayOf(new Date(createdAt), scope.zone));
    before = { key, from, count, open, holds };
    requests.set(key, before);
  }
  return requests;
}

function startOf(scope: LibraryScope, { key, days }: Chunk): PieceRequest["from"] {
  const first = days[0]?.day ?? null;
  if (first === null) return "beginning";
  const [block, length] = key.split("/").map(Number);
  if (block === undefined || length === undefined) return { day: first };
  // From the outer end of the block, not of what it is known to hold: a day that gets its first film is read as well.
  const start = addDays("1970-01-01", block * length);
  return { day: scope.query.sort === "oldest" ? start : addDays(start, length - 1) };
}

/** The shapes of what was read, day by day. */
export function groupsOf(scope: LibraryScope, items: readonly LibraryItem[]): Group[] {
  const groups: { day: string | null; aspects: number[] }[] = [];
  for (const { createdAt, width, height } of items) {
    const day = followsTime(scope) ? dayOf(new Date(createdAt), scope.zone) : null;
    const last = groups.at(-1);
    if (last && last.day === day) last.aspects.push(width / height);
    else groups.push({ day, aspects: [width / height] });
  }
  return groups;
}
