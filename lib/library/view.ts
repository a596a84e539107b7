import type { Charge, TaskStatus } from "@/lib/task/status";
import type { Attention } from "@/lib/task/view";
import type { Ignored } from "./query";
import type { Shape } from "./shape";

/** What a tile of the library shows of a task; the rest is `GET /api/tasks/[id]`. JSON-safe, and light. */
export interface LibraryItem {
  id: string;
  status: TaskStatus;
  /** The user's own name for it, or null. */
  title: string | null;
  /** The beginning of the prompt: enough for a line or two. */
  prompt: string;
  channel: string;
  model: string;
  seconds: number;
  /** Pixels: of the film where there is one, until then as asked. */
  width: number;
  height: number;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** A safe integer: JSON has no bigint. */
  priceMicros: number;
  charge: Charge;
  favourite: boolean;
  /** Null until there is a film. */
  film: LibraryFilm | null;
  /** 0 to 100 while it is being made, as upstream tells it. Cosmetic. */
  progress: number | null;
  attention: Attention | null;
  /** When it was moved to the trash, or null. */
  trashedAt: string | null;
  /** Whether the worker will touch it again. */
  moving: boolean;
}

export interface LibraryFilm {
  url: string;
  posterUrl: string | null;
  /** A tiny data: URL to show until the poster has loaded, or null. */
  placeholder: string | null;
  durationMs: number;
}

/** `GET /api/library`: a page, in the order of the list whichever way it was reached. */
export interface LibraryPage {
  items: LibraryItem[];
  /** Ask for what comes after (`after=`) or before (`before=`) with these; null at the list's ends. */
  next: string | null;
  previous: string | null;
  ignored: Ignored[];
}

/** How many there are with a value, were it chosen while the other filters stay. */
export interface Count<T> {
  value: T;
  count: number;
}

/** `GET /api/library/facets`: the counts beside the filters, without zeros. */
export interface LibraryFacets {
  /** How many the query finds. */
  total: number;
  status: Count<TaskStatus>[];
  channel: Count<string>[];
  model: Count<string>[];
  shape: Count<Shape>[];
  seconds: Count<number>[];
  favourite: number;
  /** The most used first, at most 200. */
  tag: Count<string>[];
  /** What lies in the trash, whatever the query. */
  trash: number;
  ignored: Ignored[];
}

/** One day of the list. Its rows have a height of about `aspects` times the row height over the width. */
export interface LibraryDay {
  /** "2026-11-20", in the zone asked for. */
  day: string;
  count: number;
  /** The sum of width over height. */
  aspects: number;
}

/** `GET /api/library/days`: every day that has something, in the order of the list. */
export interface LibraryDays {
  total: number;
  days: LibraryDay[];
  ignored: Ignored[];
}

/** `GET /api/library/neighbours`: beside a task in the order of the list; null at its ends. */
export interface LibraryNeighbours {
  previous: string | null;
  next: string | null;
}
