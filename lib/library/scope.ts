import "server-only";
import { catalogue } from "@/lib/catalogue/load";
import type { Db } from "@/lib/db";
import { fold } from "@/lib/search/fold";
import type { Ignored, LibraryQuery, ParsedQuery } from "./query";

/** A query that has been held against what there is: what nobody knows is left out of it, and named. */
export interface Scope {
  query: LibraryQuery;
  /** Of `query.tag`, in that order. */
  tagIds: string[];
  /** Whose days are meant. */
  zone: string;
  ignored: Ignored[];
}

/** Looks up the tags, channels and models that a query names. */
export async function scopeOf(db: Db, parsed: ParsedQuery, zone: string): Promise<Scope> {
  const { query } = parsed;
  const [tags, channel, model] = await Promise.all([
    tagsOf(db, query.tag),
    existing(query.channel, channelIds(), (id) => hasTask(db, { channel: id })),
    existing(query.model, modelIds(), (id) => hasTask(db, { model: id })),
  ]);
  return {
    query: { ...query, tag: tags.known.map(({ name }) => name), channel, model },
    tagIds: tags.known.map(({ id }) => id),
    zone,
    ignored: [
      ...parsed.ignored,
      ...missing("channel", query.channel, channel),
      ...missing("model", query.model, model),
      ...tags.unknown.map((value) => ({ name: "tag", value })),
    ],
  };
}

async function tagsOf(db: Db, names: string[]) {
  if (names.length === 0) return { known: [], unknown: [] };
  const rows = await db.tag.findMany({ where: { folded: { in: names.map(fold) } } });
  const byFolded = new Map(rows.map((row) => [row.folded, row]));
  return {
    known: names.flatMap((name) => byFolded.get(fold(name)) ?? []),
    unknown: names.filter((name) => !byFolded.has(fold(name))),
  };
}

const channelIds = () => catalogue().channels.map((channel) => channel.id);
const modelIds = () =>
  catalogue().channels.flatMap((channel) => channel.models.map(({ id }) => id));

/** What the catalogue has, or had once: a task may be older than it. */
async function existing(
  chosen: string[],
  known: string[],
  isUsed: (id: string) => Promise<boolean>,
): Promise<string[]> {
  const answers = await Promise.all(chosen.map(async (id) => known.includes(id) || isUsed(id)));
  return chosen.filter((_, at) => answers[at]);
}

const hasTask = async (db: Db, where: { channel: string } | { model: string }): Promise<boolean> =>
  (await db.task.findFirst({ where, select: { id: true } })) !== null;

const missing = (name: string, chosen: string[], known: string[]): Ignored[] =>
  chosen.filter((value) => !known.includes(value)).map((value) => ({ name, value }));
