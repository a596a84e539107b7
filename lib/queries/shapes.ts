import * as z from "zod/mini";
import { failureKinds } from "@/lib/failure";
import { framingShape } from "@/lib/framing-shape";
import { type Charge, taskStatuses } from "@/lib/task/status";
import {
  adoptionRefusals,
  attentions,
  type ChannelView,
  type ImagePage,
  type ImageView,
  type TaskDetailView,
  type TaskPage,
  type TaskView,
} from "@/lib/task/view";

/**
 * The browser's reading of our own API. A tab can outlive an upgrade of the server, so it is read leniently: what is
 * added is ignored, a new failure kind becomes the general one, and a row it cannot understand is left out of a list.
 */

// Spelt as a record so that a new word in the type does not compile until it is read here too.
const oneOf = <Word extends string>(words: Record<Word, true>) =>
  z.enum(Object.keys(words) as Word[]);

export const charge = oneOf<Charge>({ held: true, charged: true, released: true, uncertain: true });
const failureKind = z.catch(z.enum(failureKinds), "upstream");
export const status = z.enum(taskStatuses);

const failure = z.object({
  kind: failureKind,
  charged: z.catch(z.enum(["no", "yes", "unknown"]), "unknown"),
  message: z.string(),
});

const video = z.object({
  url: z.string(),
  posterUrl: z.nullable(z.string()),
  placeholder: z.nullable(z.string()),
  durationMs: z.number(),
  bytes: z.number(),
  sha256: z.string(),
  width: z.number(),
  height: z.number(),
});

const image = z.object({
  id: z.string(),
  url: z.string(),
  thumbnailUrl: z.string(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  name: z.string(),
  createdAt: z.string(),
}) satisfies z.ZodMiniType<ImageView>;

const reference = z.object({ url: z.string(), framing: framingShape, image });

const unconfirmed = z.object({
  checkingId: z.nullable(z.string()),
  refusal: z.catch(z.nullable(z.enum(adoptionRefusals)), null),
  candidates: z.array(z.string()),
});

const task = z.object({
  id: z.string(),
  status,
  channel: z.string(),
  model: z.string(),
  prompt: z.string(),
  seconds: z.number(),
  size: z.string(),
  progress: z.nullable(z.number()),
  priceMicros: z.number(),
  charge,
  doubtMicros: z._default(z.number(), 0),
  failure: z.nullable(failure),
  video: z.nullable(video),
  reference: z._default(z.nullable(reference), null),
  createdAt: z.string(),
  updatedAt: z.string(),
  submittedAt: z.nullable(z.string()),
  sandbox: z.boolean(),
  attention: z.catch(z.nullable(z.enum(attentions)), null),
  unconfirmed: z._default(z.nullable(unconfirmed), null),
  moving: z.boolean(),
}) satisfies z.ZodMiniType<TaskView>;

const taskDetail = z.extend(task, {
  title: z._default(z.nullable(z.string()), null),
  favourite: z._default(z.boolean(), false),
  tags: z._default(z.array(z.string()), []),
  origin: z.catch(z.enum(["studio", "imported", "adopted"]), "studio"),
  trashedAt: z._default(z.nullable(z.string()), null),
  upstreamId: z.nullable(z.string()),
  settledAt: z.nullable(z.string()),
  events: z.array(
    z.object({
      at: z.string(),
      from: z.nullable(status),
      to: status,
      httpStatus: z.nullable(z.number()),
      requestId: z.nullable(z.string()),
      detail: z.nullable(z.string()),
    }),
  ),
}) satisfies z.ZodMiniType<TaskDetailView>;

const channel = z.object({
  id: z.string(),
  hasKey: z.boolean(),
  pauses: z.array(
    z.object({
      model: z.nullable(z.string()),
      kind: failureKind,
      message: z.string(),
      pausedAt: z.string(),
    }),
  ),
  slots: z.object({ used: z.number(), of: z.nullable(z.number()) }),
  waiting: z.number(),
}) satisfies z.ZodMiniType<ChannelView>;

const page = z.object({ tasks: z.array(z.unknown()), nextCursor: z.nullable(z.string()) });
const channels = z.object({ channels: z.array(z.unknown()) });

/** The entries of a list that can be understood. */
export const readable = <T>(items: unknown[], shape: z.ZodMiniType<T>): T[] =>
  items.flatMap((item) => {
    const read = shape.safeParse(item);
    return read.success ? [read.data] : [];
  });

/** `GET /api/tasks`. @throws when it is no page at all. */
export function readTaskPage(body: unknown): TaskPage {
  const { tasks, nextCursor } = page.parse(body);
  return { tasks: readable(tasks, task), nextCursor };
}

/** `GET /api/tasks/[id]`. @throws when it cannot be understood. */
export const readTask = (body: unknown): TaskDetailView => taskDetail.parse(body);

/** `GET /api/channels`. @throws when it is no list at all. */
export const readChannels = (body: unknown): ChannelView[] =>
  readable(channels.parse(body).channels, channel);

const images = z.object({ images: z.array(z.unknown()), nextCursor: z.nullable(z.string()) });

/** `GET /api/images`. @throws when it is no page at all. */
export function readImagePage(body: unknown): ImagePage {
  const read = images.parse(body);
  return { images: readable(read.images, image), nextCursor: read.nextCursor };
}

/** What `POST /api/images` answers for an image that was taken. @throws when it cannot be understood. */
export const readImage = (body: unknown): ImageView => image.parse(body);
