import "server-only";
import type { Image, Prisma, Reference, Task, Video } from "@/lib/db";
import type { Charged, FailureKind } from "@/lib/failure";
import { framingShape } from "@/lib/framing-shape";
import { paths } from "@/lib/paths";
import { chargeOf } from "./status";
import type {
  AdoptionRefusal,
  Attention,
  FailureView,
  ImageView,
  ReferenceView,
  TaskView,
  UnconfirmedView,
  VideoView,
} from "./view";

/** What a row must be read with to be shown. */
export const shownParts = {
  video: true,
  reference: { include: { image: true } },
} as const satisfies Prisma.TaskInclude;

type ShownTask = Task & {
  video: Video | null;
  reference: (Reference & { image: Image }) | null;
};

/** A row as the browser may see it: what is not named here stays on the server. */
export function toTaskView(row: ShownTask): TaskView {
  const failure = failureOf(row);
  return {
    id: row.id,
    status: row.status,
    channel: row.channel,
    model: row.model,
    prompt: row.prompt,
    seconds: row.seconds,
    size: row.size,
    progress: row.progress,
    priceMicros: Number(row.priceMicros),
    doubtMicros: Number(row.doubtMicros),
    charge: chargeOf(row.status, failure?.charged ?? null),
    failure,
    video: row.video && videoOf(row.video),
    reference: row.reference && referenceOf(row.reference),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    sandbox: row.sandbox,
    attention: row.attention as Attention | null,
    unconfirmed: row.status === "unconfirmed" ? unconfirmedOf(row) : null,
    // A film that is never whole is due now and then, until upstream deletes it.
    moving: row.dueAt !== null && row.attention !== "badFile",
  };
}

// The store is the only writer of these columns, and it writes them from a `Failure`.
function failureOf(row: Task): FailureView | null {
  if (!row.failureKind) return null;
  return {
    kind: row.failureKind as FailureKind,
    charged: (row.failureCharged ?? "unknown") as Charged,
    message: row.failureMessage ?? "",
  };
}

const unconfirmedOf = (row: Task): UnconfirmedView => ({
  checkingId: row.claimedId,
  refusal: row.claimRefusal as AdoptionRefusal | null,
  candidates: row.candidates?.split("\n") ?? [],
});

function videoOf(video: Video): VideoView {
  return {
    url: paths.media(video.key),
    posterUrl: video.posterKey && paths.media(video.posterKey),
    placeholder: video.placeholder,
    durationMs: video.durationMs,
    bytes: Number(video.bytes),
    sha256: video.sha256,
    width: video.width,
    height: video.height,
  };
}

const referenceOf = (reference: Reference & { image: Image }): ReferenceView => ({
  url: paths.media(reference.key),
  framing: framingShape.parse(reference.framing),
  image: toImageView(reference.image),
});

/** An image as the browser may see it. */
export const toImageView = (image: Image): ImageView => ({
  id: image.id,
  url: paths.media(image.key),
  thumbnailUrl: paths.media(image.thumbnailKey),
  width: image.width,
  height: image.height,
  bytes: image.bytes,
  name: image.name,
  createdAt: image.createdAt.toISOString(),
});
