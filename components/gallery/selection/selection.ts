/** What is selected: some films, or all that the filter finds, those that are not loaded included, but for a few. */
export type Selection =
  | { kind: "some"; ids: ReadonlySet<string> }
  | { kind: "all"; except: ReadonlySet<string> };

export const nothing: Selection = { kind: "some", ids: new Set() };
export const everything: Selection = { kind: "all", except: new Set() };

export const isSelected = (selection: Selection, id: string): boolean =>
  selection.kind === "all" ? !selection.except.has(id) : selection.ids.has(id);

/** How many are selected. @param total how many the filter finds. */
export const selectedCount = (selection: Selection, total: number): number =>
  selection.kind === "all" ? Math.max(0, total - selection.except.size) : selection.ids.size;

/** The selection with some films put in or taken out. */
export function put(selection: Selection, ids: Iterable<string>, on: boolean): Selection {
  const all = selection.kind === "all";
  const named = new Set(all ? selection.except : selection.ids);
  for (const id of ids) {
    if (on === all) named.delete(id);
    else named.add(id);
  }
  return all ? { kind: "all", except: named } : { kind: "some", ids: named };
}

export const toggled = (selection: Selection, id: string): Selection =>
  put(selection, [id], !isSelected(selection, id));
