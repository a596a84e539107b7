import "server-only";
import type { Db } from "@/lib/db";
import { mostAtOnce } from "@/lib/task/organise";
import type { Scope } from "./scope";
import { walk } from "./walk";

/** What is selected: some tasks, or everything that a query finds but some. */
export type Selection = { ids: readonly string[] } | { scope: Scope; except: ReadonlySet<string> };

/**
 * The ids of a selection, a few at a time. By keyset: what is done to them may take them out of the query, and the
 * walk goes on.
 */
export async function* selected(db: Db, selection: Selection): AsyncGenerator<string[]> {
  if ("ids" in selection) {
    const ids = [...new Set(selection.ids)];
    for (let at = 0; at < ids.length; at += mostAtOnce) yield ids.slice(at, at + mostAtOnce);
    return;
  }
  const { scope, except } = selection;
  for (let from = null, more = true; more; ) {
    const steps = await walk(db, scope, { from, direction: "forward", take: mostAtOnce });
    const ids = steps.map(({ id }) => id).filter((id) => !except.has(id));
    if (ids.length > 0) yield ids;
    from = steps.at(-1) ?? null;
    more = steps.length === mostAtOnce;
  }
}
