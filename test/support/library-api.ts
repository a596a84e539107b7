import { vi } from "vitest";
import { dayOf } from "@/lib/costs/calendar";
import type { LibraryItem } from "@/lib/library/view";
import { anItem } from "./views";

/** A screen of the size that tests are to see: jsdom lays nothing out. */
export function fakeScreen(width = 1000): void {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {} }));
  vi.stubGlobal("CSS", { escape: (text: string) => text });
  let scrolled = 0;
  const scrollTo = ({ top = 0 }: ScrollToOptions) => {
    scrolled = top;
  };
  const scrollBy = ({ top = 0 }: ScrollToOptions) => scrollTo({ top: scrolled + top });
  Object.assign(window, { scrollBy, scrollTo });
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(
    () => new DOMRect(0, -scrolled, width, 600),
  );
}

/** Films of consecutive days, newest first, as many on each as is said. */
export function filmsByDay(...counts: number[]): LibraryItem[] {
  const newest = Date.parse("2026-11-20T12:00:00Z");
  return counts.flatMap((count, day) =>
    Array.from({ length: count }, (_, at) => {
      const createdAt = new Date(newest - day * 86_400_000 - at * 60_000).toISOString();
      return anItem({ id: `d${day}n${at}`, prompt: `Film ${day}.${at}`, createdAt });
    }),
  );
}

/**
 * Answers as the library's API does, for one list whatever is asked for. @returns every address that was asked for.
 * @param find which of them a query finds.
 */
export function libraryApi(
  films: () => readonly LibraryItem[],
  find: (search: URLSearchParams, film: LibraryItem) => boolean = () => true,
): string[] {
  const asked: string[] = [];
  const answers: Record<string, (search: URLSearchParams, found: LibraryItem[]) => object> = {
    "/api/library": pageOf,
    "/api/library/days": (search, found) => ({
      ...{ total: found.length, days: daysOf(found), ignored: ignoredIn(search) },
    }),
    "/api/library/facets": (_, found) => ({
      ...{ total: found.length, status: [{ value: "completed", count: found.length }] },
      ...{ channel: [], model: [], seconds: [], tag: [], favourite: 0, trash: 0, ignored: [] },
      shape: [{ value: "landscape", count: found.length }],
    }),
    "/api/library/neighbours": () => ({ previous: null, next: null }),
    "/api/tasks": () => ({ tasks: [], nextCursor: null }),
    "/api/channels": () => ({ channels: [] }),
  };
  vi.stubGlobal(
    "fetch",
    vi.fn(async (url: string) => {
      asked.push(url);
      const { pathname, searchParams } = new URL(url, "http://studio");
      const answer = answers[pathname];
      if (!answer) return Response.json({}, { status: 404 });
      const found = films().filter((film) => find(searchParams, film));
      return Response.json(answer(searchParams, found));
    }),
  );
  return asked;
}

const dayIn = ({ createdAt }: LibraryItem) => dayOf(new Date(createdAt), "UTC");

function pageOf(search: URLSearchParams, found: LibraryItem[]) {
  const day = search.get("day");
  const after = search.get("after");
  const start =
    after !== null ? Number(after) : day ? found.findIndex((film) => dayIn(film) <= day) : 0;
  const end = start + Number(search.get("limit") ?? 36);
  const next = end < found.length ? String(end) : null;
  return { items: start < 0 ? [] : found.slice(start, end), next, previous: null, ignored: [] };
}

function daysOf(found: LibraryItem[]) {
  const days = new Map<string, { day: string; count: number; aspects: number }>();
  for (const film of found) {
    const day = days.get(dayIn(film)) ?? { day: dayIn(film), count: 0, aspects: 0 };
    days.set(day.day, {
      ...day,
      count: day.count + 1,
      aspects: day.aspects + film.width / film.height,
    });
  }
  return [...days.values()];
}

const ignoredIn = (search: URLSearchParams) =>
  search.getAll("model").map((value) => ({ name: "model", value }));
