type Query = Record<string, string | number | null | undefined>;

/** What has no value is left out. */
function withQuery<Path extends string>(path: Path, query: Query): Path | `${Path}?${string}` {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  return search.size ? `${path}?${search}` : path;
}

/** Every URL of the studio is built here. Ids and keys come from the server and need no escaping beyond this. */
export const paths = {
  studio: () => "/" as const,
  /** The composer, filled with what made this task. */
  useAgain: (taskId: string) => `/?from=${encodeURIComponent(taskId)}` as const,
  /** The same, beginning with another image: a frame of that task's film. */
  withFrame: (taskId: string, imageId: string) =>
    `/?from=${encodeURIComponent(taskId)}&image=${encodeURIComponent(imageId)}` as const,
  login: () => "/login" as const,
  setup: () => "/setup" as const,
  library: () => "/library" as const,
  /** @param search what part of it (`libraryParams`), and which films to compare (`compare`). */
  libraryShowing: (search: URLSearchParams) => (search.size ? `/library?${search}` : "/library"),
  costs: () => "/costs" as const,
  /** The page about costs with what it shows; the parameters are read by `components/costs/search.ts`. */
  costsShowing: (query: Query) => withQuery("/costs", query),
  /** @param search the part of the library that it is looked at in: what comes before and after it. */
  video: (taskId: string, search?: URLSearchParams) =>
    `/videos/${encodeURIComponent(taskId)}${search?.size ? `?${search}` : ""}` as const,
  media: (key: string) => `/media/${key}` as const,
  /** The same bytes as an attachment: the screens know a film by its address, never by its key. */
  download: (mediaUrl: string) => `${mediaUrl}?download` as const,
  api: {
    health: () => "/api/health" as const,
    tasks: (query: Query = {}) => withQuery("/api/tasks", query),
    task: (taskId: string) => `/api/tasks/${encodeURIComponent(taskId)}`,
    /** The library and what belongs to it. @param search `libraryParams` of a query, and what else is asked. */
    library: (search: URLSearchParams) => `/api/library?${search}`,
    libraryFacets: (search: URLSearchParams) => `/api/library/facets?${search}`,
    libraryDays: (search: URLSearchParams) => `/api/library/days?${search}`,
    /** POST: a selection as a ZIP; a form's field `selection`. */
    libraryZip: () => "/api/library/zip" as const,
    libraryNeighbours: (search: URLSearchParams) => `/api/library/neighbours?${search}`,
    channels: () => "/api/channels" as const,
    budget: () => "/api/budget" as const,
    /** The books; `films` lists the tasks behind them, `export` is a file of them. */
    costs: (query: Query) => withQuery("/api/costs", query),
    costFilms: (query: Query) => withQuery("/api/costs/films", query),
    costBalance: () => "/api/costs/balance" as const,
    costExport: (query: Query) => withQuery("/api/costs/export", query),
    /** GET: the image library, a page of it. POST: takes an image as the request's raw body. */
    images: (cursor?: string | null) =>
      cursor ? `/api/images?cursor=${encodeURIComponent(cursor)}` : "/api/images",
    /** Takes a poster that the browser drew where the server has no decoder. */
    poster: (taskId: string) => `/api/videos/${encodeURIComponent(taskId)}/poster`,
  },
};
