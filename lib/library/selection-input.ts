import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db";
import { requestedScope } from "./request";
import type { Selection } from "./selection";

/** More than anybody picks by hand; "everything in the filter" is a query. */
const mostIds = 20_000;
const ids = z.array(z.uuid()).max(mostIds);

const input = z.union([
  z.object({ ids: ids.min(1) }),
  z.object({ query: z.string().max(20_000), except: ids.optional() }),
]);

/** What the browser has selected: ids, or an address of the library (`libraryParams`, with `tz`) and what is left out. */
export type SelectionInput = z.input<typeof input>;

/**
 * Reads a selection. A query that holds what nobody knows is refused: with a filter left out it would be more than the
 * user has seen.
 * @returns null when it cannot be acted on.
 */
export async function readSelection(db: Db, untrusted: unknown): Promise<Selection | null> {
  const parsed = input.safeParse(untrusted);
  if (!parsed.success) return null;
  if ("ids" in parsed.data) return parsed.data;
  const scope = await requestedScope(db, new URLSearchParams(parsed.data.query));
  if (scope.ignored.length > 0) return null;
  return { scope, except: new Set(parsed.data.except) };
}
