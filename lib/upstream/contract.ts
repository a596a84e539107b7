import type { Failure } from "@/lib/failure";

/**
 * What the worker asks of any video channel (DESIGN "Channels are data plus one translator"). A dialect translates
 * this to its wire and back; upstream shapes are never seen on this side of it. Nothing here throws for a fault of
 * the network or of upstream: those are values.
 */
export interface Upstream {
  /**
   * The one POST that may be paid. Never retried here.
   * @param mayStart asked right before the first byte is written: false withdraws it, provably unsent (FAULTS 20).
   */
  create(
    request: CreateRequest,
    signal: AbortSignal,
    mayStart?: () => boolean,
  ): Promise<CreateOutcome>;
  /** One look at a job. */
  poll(upstreamId: string, signal: AbortSignal): Promise<PollOutcome>;
  /** The newest jobs of this key, where the channel tells them: API Yi's relay is not known to. */
  list(signal: AbortSignal): Promise<ListOutcome>;
  /**
   * Opens the finished film, with one request to the API at most. `source` "link" is the snapshot's link, "content" the
   * job's own content route.
   * @param range where to resume; null for the whole file.
   */
  fetch(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome>;
}

/** A job as upstream's list tells it; what a relay leaves out is null. */
export interface ListedJob {
  upstreamId: string;
  model: string | null;
  seconds: number | null;
  size: string | null;
  prompt: string | null;
  createdAt: Date | null;
}

export type ListOutcome =
  | { outcome: "jobs"; jobs: ListedJob[] }
  /** This channel has no list: it need not be asked again. */
  | { outcome: "noRoute" }
  | { outcome: "failed"; failure: Failure };

export interface CreateRequest {
  model: string;
  prompt: string;
  seconds: number;
  /** "1280x720", in pixels. */
  size: string;
  reference: { bytes: Uint8Array<ArrayBuffer>; mime: string; filename: string } | null;
}

export type CreateOutcome =
  | {
      outcome: "accepted";
      upstreamId: string;
      state: SnapshotState;
      httpStatus: number;
      requestId?: string;
    }
  /** Upstream answered and refused: nothing was bought. */
  | { outcome: "rejected"; failure: Failure }
  /** Provably not a single byte of the request was written. */
  | { outcome: "notSent"; failure: Failure }
  /** Anything else: it may have been bought. */
  | { outcome: "unknown"; failure: Failure };

export type SnapshotState =
  | "queued"
  | "in_progress"
  | "completed"
  | "failed"
  | "expired"
  | "unrecognised";

export interface Snapshot {
  state: SnapshotState;
  /** Upstream's own word, for the log when it is unrecognised. */
  rawState: string;
  /** 0 to 100, cosmetic: never decides anything. */
  progress: number | null;
  /** Where the film is, when upstream names a place; the content route serves otherwise. */
  resultUrl: string | null;
  failure: Failure | null;
  /** Micro-dollars, where upstream tells what it settled. */
  actualCost: bigint | null;
}

export type PollOutcome =
  | { outcome: "snapshot"; snapshot: Snapshot; httpStatus: number; requestId?: string }
  | { outcome: "failed"; failure: Failure };

export interface FetchRequest {
  upstreamId: string;
  resultUrl: string | null;
  source: "link" | "content";
  /** Resume: bytes already on disk and the validator they came with (RFC 9110, 13.1.5). */
  range: { offset: number; etag: string | null } | null;
}

export type FetchOutcome =
  | {
      outcome: "opened";
      body: ReadableStream<Uint8Array>;
      /** Where the body begins: the asked offset, or 0 when upstream sent the whole file. */
      offset: number;
      /** Length of the whole file, where it is told. */
      totalBytes: number | null;
      etag: string | null;
      contentType: string;
    }
  /** Asked to go on, upstream does not prove that it would with the very same file: only the whole of it is of use. */
  | { outcome: "changed" }
  | { outcome: "failed"; failure: Failure };
