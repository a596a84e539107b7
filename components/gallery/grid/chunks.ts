import type { LibraryDay } from "@/lib/library/view";

/** A part of the list that is read at once: some neighbouring days, or, where a day holds too many, a part of one. */
export interface Chunk {
  /** The same for the same days, whatever is added to or taken from others. */
  key: string;
  /** In the order of the list. */
  days: readonly Day[];
  count: number;
  /** Of a crowded day: which part of it this is. Parts are read one after the other. */
  part: number;
  /** Whether the day goes on in the next chunk. */
  open: boolean;
}

/** A day of the list; null in the orders that do not follow time, which are as one day. */
export type Day = Omit<LibraryDay, "day"> & { day: string | null };

/** Films that are read at once: about two screens of a large monitor, some 60 kB. */
export const most = 120;
const dayMs = 86_400_000;
/** In days, a power of two: longer than any list that fits into one chunk is likely to be. */
const longest = 1024;

/**
 * Cuts a list into chunks. The calendar is halved until a piece holds no more than may be read at once: so a film that
 * comes or goes changes the chunk of its own day, and no other.
 */
export function chunksOf(days: readonly Day[]): Chunk[] {
  return blocksOf(days, longest).flatMap((block) => cut(block, longest));
}

function cut(days: readonly Day[], length: number): Chunk[] {
  const count = days.reduce((sum, day) => sum + day.count, 0);
  const [first] = days;
  if (!first) return [];
  if (count <= most && first.day !== null) {
    return [{ key: `${blockOf(first.day, length)}/${length}`, days, count, part: 0, open: false }];
  }
  if (length === 1 || first.day === null) return days.flatMap(partsOf);
  return blocksOf(days, length / 2).flatMap((block) => cut(block, length / 2));
}

/** The days by the piece of the calendar they fall into, in their order. */
function blocksOf(days: readonly Day[], length: number): Day[][] {
  const blocks: Day[][] = [];
  let last: number | null = null;
  for (const day of days) {
    const block = day.day === null ? 0 : blockOf(day.day, length);
    if (block !== last) blocks.push([]);
    blocks.at(-1)?.push(day);
    last = block;
  }
  return blocks;
}

const blockOf = (day: string, length: number): number =>
  Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs / length);

function partsOf(day: Day): Chunk[] {
  const parts = Math.max(1, Math.ceil(day.count / most));
  return Array.from({ length: parts }, (_, part) => {
    const count = part < parts - 1 ? most : day.count - most * part;
    const share = { ...day, count, aspects: (day.aspects * count) / day.count };
    const open = part < parts - 1;
    return { key: `${day.day ?? "all"}#${part}`, days: [share], count, part, open };
  });
}

/** Whether a day belongs to a chunk, be it known to hold something or not. */
export function holdsDay({ key, days }: Chunk, day: string): boolean {
  const [block, length] = key.split("/");
  if (length === undefined) return days[0]?.day === null || days[0]?.day === day;
  return blockOf(day, Number(length)) === Number(block);
}
