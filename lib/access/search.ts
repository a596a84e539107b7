import "server-only";

/** A page's parameters as Next gives them. */
export type PageSearch = Record<string, string | string[] | undefined>;

/** A page's parameters as an address has them. */
export function searchOf(given: PageSearch): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(given)) {
    for (const value of [values ?? []].flat()) search.append(name, value);
  }
  return search;
}
