import type { Charged, FailureKind } from "@/lib/failure";
import type { Framing } from "@/lib/framing";
import type { Charge, TaskStatus } from "./status";

/** Why a pasted id was not adopted. The sentence is the message `adoption.<code>`. */
export const adoptionRefusals = [
  "malformed", // not an id that any channel gives
  "taken", // another task owns it
  "notFound", // this key knows no such job
  "unreachable", // upstream did not answer; the id was not checked
] as const;
export type AdoptionRefusal = (typeof adoptionRefusals)[number];

/** Why a person may want to look at a live task. The sentence is the message `attention.<code>`. */
export const attentions = [
  "slow", // rendering beyond the channel's usual time: still watched, ever more rarely
  "notFound", // upstream does not know the id (any more); the hold is kept
  "idTaken", // upstream gave an id that another task owns
  "acceptedTwice", // sent again by the user, and both sendings were accepted: perhaps paid twice
  "badFile", // what upstream serves is not the promised video, after several tries
  "storage", // our disk refuses the film
] as const;
export type Attention = (typeof attentions)[number];

/**
 * A task as the browser may see it: JSON-safe, without keys, leases or storage keys. The shape of `GET /api/tasks`,
 * which others rely on: add to it, never change it.
 */
export interface TaskView {
  id: string;
  status: TaskStatus;
  channel: string;
  model: string;
  prompt: string;
  seconds: number;
  size: string;
  /** 0 to 100 as upstream tells it, or null. Cosmetic. */
  progress: number | null;
  /** Frozen at intent. A safe integer: JSON has no bigint. */
  priceMicros: number;
  charge: Charge;
  /** What earlier sendings may have cost beside it: it was sent again. */
  doubtMicros: number;
  failure: FailureView | null;
  video: VideoView | null;
  /** The image that it begins with, or null. */
  reference: ReferenceView | null;
  /** ISO 8601, UTC. */
  createdAt: string;
  updatedAt: string;
  /** When the POST was sent, or null. */
  submittedAt: string | null;
  /** Made by the built-in sandbox: no money moved. */
  sandbox: boolean;
  /** Set while a person may want to look; the machine goes on with what it can. */
  attention: Attention | null;
  /** What is known of a task that was perhaps paid; null for every other status. */
  unconfirmed: UnconfirmedView | null;
  /** Whether the worker will touch this row again: what the browser's polling is derived from. */
  moving: boolean;
}

export interface UnconfirmedView {
  /** The id that the user pasted, while it is being checked upstream. */
  checkingId: string | null;
  /** Why the last pasted id was not adopted. */
  refusal: AdoptionRefusal | null;
  /** Ids in upstream's list that may be this task. */
  candidates: string[];
}

export interface FailureView {
  kind: FailureKind;
  charged: Charged;
  /** Upstream's own words, to be shown as text. */
  message: string;
}

export interface VideoView {
  url: string;
  posterUrl: string | null;
  /** A tiny data: URL to show until the poster has loaded, or null. */
  placeholder: string | null;
  durationMs: number;
  bytes: number;
  sha256: string;
  /** The file's own pixels, which may differ from what was asked. */
  width: number;
  height: number;
}

/** The image a task was given: what was sent, and what brings it back into the composer. */
export interface ReferenceView {
  /** What was sent: exactly the asked pixels. */
  url: string;
  framing: Framing;
  image: ImageView;
}

/** An image in the studio's library, upright and without metadata: what references are cut from. */
export interface ImageView {
  id: string;
  url: string;
  /** WebP, at most 320 pixels on the longer side. */
  thumbnailUrl: string;
  width: number;
  height: number;
  bytes: number;
  /** The file's own name, made harmless; may be empty. Shown as text only. */
  name: string;
  /** ISO 8601, UTC. */
  createdAt: string;
}

/** `GET /api/images`: newest used first. */
export interface ImagePage {
  images: ImageView[];
  nextCursor: string | null;
}

/** Why an upload was refused; nothing was stored. The sentence is the message `image.<code>`. */
export const imageFaultCodes = [
  "empty", // zero bytes
  "tooHeavy", // more bytes than are taken: values {most, bytes}
  "tooManyPixels", // values {most}, in megapixels
  "tooSmall", // too few pixels on a side: values {least}
  "tooNarrow", // a strip: one side many times the other
  "notAnImage", // nothing that can be read as a picture
  "vector", // SVG and the like
  "unsupported", // a picture of a kind that is not taken, such as HEIC or TIFF: values {kind}
  "damaged", // cut short or broken
] as const;
export type ImageFaultCode = (typeof imageFaultCodes)[number];

/** One line of a task's history. */
export interface TaskEventView {
  at: string;
  from: TaskStatus | null;
  to: TaskStatus;
  httpStatus: number | null;
  requestId: string | null;
  detail: string | null;
}

/** `GET /api/tasks/[id]`: a task with its evidence. */
export interface TaskDetailView extends TaskView {
  /** The user's own name for it, or null. */
  title: string | null;
  favourite: boolean;
  /** In the order of their names. */
  tags: string[];
  origin: "studio" | "imported" | "adopted";
  /** When it was moved to the trash, or null. */
  trashedAt: string | null;
  upstreamId: string | null;
  settledAt: string | null;
  events: TaskEventView[];
}

/** `GET /api/tasks`. */
export interface TaskPage {
  tasks: TaskView[];
  nextCursor: string | null;
}

/** `GET /api/channels`: what the composer and the banners need to know beside the catalogue. */
export interface ChannelView {
  id: string;
  /** False in live mode when this channel has no key. */
  hasKey: boolean;
  pauses: { model: string | null; kind: FailureKind; message: string; pausedAt: string }[];
  slots: { used: number; of: number | null };
  waiting: number;
}
