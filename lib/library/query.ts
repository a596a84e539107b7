import { isDay } from "@/lib/costs/calendar";
import { fold } from "@/lib/search/fold";
import { termsOf } from "@/lib/search/tokens";
import { type TaskStatus, taskStatuses } from "@/lib/task/status";
import { type Shape, shapes } from "./shape";

/** The orders of the library. Ties are broken by time, newest first ("oldest": oldest first). */
export const sorts = ["newest", "oldest", "dearest", "longest"] as const;
export type Sort = (typeof sorts)[number];

/**
 * Which part of the library is looked at: what its address says, in the browser's bar and in the API alike. Within one
 * filter the values are alternatives, except for tags, which must all be there; between filters all must hold.
 */
export interface LibraryQuery {
  /** What is searched for in prompts, titles and tags; trimmed. */
  text: string;
  /** None: everything that is a film or will be one (`shownStatuses`). */
  status: TaskStatus[];
  channel: string[];
  model: string[];
  shape: Shape[];
  seconds: number[];
  /** Days of the user's calendar, both included; null for no end. */
  from: string | null;
  to: string | null;
  favourite: boolean;
  tag: string[];
  /** The trash instead of the library. */
  trash: boolean;
  sort: Sort;
}

export const wholeLibrary: LibraryQuery = {
  ...{ text: "", status: [], channel: [], model: [], shape: [], seconds: [] },
  ...{ from: null, to: null, favourite: false, tag: [], trash: false, sort: "newest" },
};

/** What the library shows while no status is chosen. */
export const shownStatuses: readonly TaskStatus[] = taskStatuses.filter(
  (status) => status !== "failed" && status !== "expired" && status !== "canceled",
);

/** A part of an address that means nothing here: it was left out, and the user is told. */
export interface Ignored {
  name: string;
  value: string;
}

export interface ParsedQuery {
  query: LibraryQuery;
  ignored: Ignored[];
}

const longestText = 200;
/** More values of one filter than any screen offers. */
const mostValues = 50;

/** How each parameter is read: a value that is refused is undefined. */
const readers = {
  q: (value: string) =>
    termsOf(value).length > 0 ? value.trim().slice(0, longestText) : undefined,
  status: (value: string) => taskStatuses.find((each) => each === value),
  channel: nameOf,
  model: nameOf,
  shape: (value: string) => shapes.find((each) => each === value),
  seconds: (value: string) => (/^[1-9]\d{0,4}$/.test(value) ? Number(value) : undefined),
  from: (value: string) => (isDay(value) ? value : undefined),
  to: (value: string) => (isDay(value) ? value : undefined),
  favourite: (value: string) => (value === "1" ? true : undefined),
  tag: (value: string) => tagName(value) ?? undefined,
  trash: (value: string) => (value === "1" ? true : undefined),
  sort: (value: string) => sorts.find((each) => each === value),
};
type Name = keyof typeof readers;

/** Ids of channels and models: whether there is such a one, only the server knows. */
function nameOf(value: string): string | undefined {
  return /^[\w.:-]{1,100}$/.test(value) ? value : undefined;
}

/** A tag as it is kept: one line, trimmed, at most 50 characters. @returns null when nothing is left of it. */
export function tagName(text: string): string | null {
  const name = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  return name !== "" && [...name].length <= 50 && fold(name) !== "" ? name : null;
}

/**
 * Reads an address. Lists are repeated parameters (`status=failed&status=expired`); what cannot be understood is left
 * out and named.
 */
export function parseLibraryQuery(search: URLSearchParams): ParsedQuery {
  const ignored: Ignored[] = [];
  const all = <N extends Name>(name: N): NonNullable<ReturnType<(typeof readers)[N]>>[] => {
    const values = new Set<NonNullable<ReturnType<(typeof readers)[N]>>>();
    for (const text of search.getAll(name)) {
      if (text.trim() === "") continue;
      const value = readers[name](text) as ReturnType<(typeof readers)[N]>;
      if (value === undefined || values.size === mostValues) ignored.push({ name, value: text });
      else values.add(value as NonNullable<typeof value>);
    }
    return [...values];
  };
  const query: LibraryQuery = {
    text: all("q")[0] ?? "",
    ...{ status: all("status"), channel: all("channel"), model: all("model") },
    ...{ shape: all("shape"), seconds: all("seconds") },
    ...{ from: all("from")[0] ?? null, to: all("to")[0] ?? null },
    favourite: all("favourite").length > 0,
    ...{ tag: all("tag"), trash: all("trash").length > 0, sort: all("sort")[0] ?? "newest" },
  };
  return { query: canonical(query), ignored };
}

/** The one form of a query: what means the same is written the same, so that caches and addresses agree. */
export function canonical(query: LibraryQuery): LibraryQuery {
  const byCatalogue = <T extends string>(order: readonly T[], chosen: T[]) =>
    order.filter((each) => chosen.includes(each));
  const tags = new Map(query.tag.map((name) => [fold(name), name]));
  return {
    ...query,
    text: query.text.trim(),
    status: byCatalogue(taskStatuses, query.status),
    channel: [...new Set(query.channel)].sort(),
    model: [...new Set(query.model)].sort(),
    shape: byCatalogue(shapes, query.shape),
    seconds: [...new Set(query.seconds)].sort((a, b) => a - b),
    tag: [...tags.keys()].sort().map((folded) => tags.get(folded) ?? folded),
  };
}

/** The address of a query, without what is as it is by default. In canonical order. */
export function libraryParams(query: LibraryQuery): URLSearchParams {
  const search = new URLSearchParams();
  const { text, from, to, favourite, trash, sort, ...lists } = canonical(query);
  if (text !== "") search.append("q", text);
  for (const name of ["status", "channel", "model", "shape", "seconds", "tag"] as const) {
    for (const value of lists[name]) search.append(name, String(value));
  }
  if (from !== null) search.append("from", from);
  if (to !== null) search.append("to", to);
  if (favourite) search.append("favourite", "1");
  if (trash) search.append("trash", "1");
  if (sort !== "newest") search.append("sort", sort);
  return search;
}

/** Whether anything is left out of the library by a filter or a search. */
export const isNarrowed = (query: LibraryQuery): boolean =>
  libraryParams({ ...query, sort: "newest", trash: false }).size > 0;
