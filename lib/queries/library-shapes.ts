import * as z from "zod/mini";
import { shapes } from "@/lib/library/shape";
import type {
  LibraryDays,
  LibraryFacets,
  LibraryItem,
  LibraryNeighbours,
  LibraryPage,
} from "@/lib/library/view";
import { attentions } from "@/lib/task/view";
import { charge, readable, status } from "./shapes";

/** The browser's reading of the library's API: as lenient as lib/queries/shapes.ts, and for the same reason. */

const film = z.object({
  url: z.string(),
  posterUrl: z.nullable(z.string()),
  placeholder: z.nullable(z.string()),
  durationMs: z.number(),
});

const item = z.object({
  id: z.string(),
  status,
  title: z.nullable(z.string()),
  prompt: z.string(),
  channel: z.string(),
  model: z.string(),
  seconds: z.number(),
  width: z.number(),
  height: z.number(),
  createdAt: z.string(),
  priceMicros: z.number(),
  charge,
  favourite: z.boolean(),
  film: z.nullable(film),
  progress: z.nullable(z.number()),
  attention: z.catch(z.nullable(z.enum(attentions)), null),
  trashedAt: z.nullable(z.string()),
  moving: z.boolean(),
}) satisfies z.ZodMiniType<LibraryItem>;

const ignored = z.array(z.object({ name: z.string(), value: z.string() }));

const page = z.object({
  items: z.array(z.unknown()),
  next: z.nullable(z.string()),
  previous: z.nullable(z.string()),
  ignored,
});

/** `GET /api/library`. @throws when it is no page at all. */
export function readLibraryPage(body: unknown): LibraryPage {
  const { items, ...rest } = page.parse(body);
  return { items: readable(items, item), ...rest };
}

const days = z.object({
  total: z.number(),
  days: z.array(z.object({ day: z.string(), count: z.number(), aspects: z.number() })),
  ignored,
}) satisfies z.ZodMiniType<LibraryDays>;

/** `GET /api/library/days`. @throws when it cannot be understood. */
export const readLibraryDays = (body: unknown): LibraryDays => days.parse(body);

const counts = z.array(z.object({ value: z.unknown(), count: z.number() }));

/** The counts whose values this page knows. */
const counted = <T>(value: z.ZodMiniType<T>) =>
  z.pipe(
    counts,
    z.transform((found: z.infer<typeof counts>) =>
      readable(found, z.object({ value, count: z.number() })),
    ),
  );

const facets = z.object({
  total: z.number(),
  status: counted(status),
  channel: counted(z.string()),
  model: counted(z.string()),
  shape: counted(z.enum(shapes)),
  seconds: counted(z.number()),
  favourite: z.number(),
  tag: counted(z.string()),
  trash: z.number(),
  ignored,
});

/** `GET /api/library/facets`. @throws when it cannot be understood. */
export const readLibraryFacets = (body: unknown): LibraryFacets => facets.parse(body);

const neighbours = z.object({
  previous: z.nullable(z.string()),
  next: z.nullable(z.string()),
}) satisfies z.ZodMiniType<LibraryNeighbours>;

/** `GET /api/library/neighbours`. @throws when it cannot be understood. */
export const readLibraryNeighbours = (body: unknown): LibraryNeighbours => neighbours.parse(body);
