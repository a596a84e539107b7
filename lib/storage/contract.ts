/**
 * Where films and posters are kept. Narrow on purpose: keys are validated above it (`key.ts`), and a driver only moves
 * bytes. Failures are thrown as `StorageError` with their cause.
 */
export interface Storage {
  /** A local path that the bytes of `key` are gathered at before they are committed; survives restarts. */
  partPath(key: StorageKey): Promise<string>;
  /** Makes the gathered part durable under its key (fsync, rename, fsync of the folder): afterwards it is there, whole, or not at all. */
  commit(key: StorageKey): Promise<void>;
  /** Writes a small object at once, with the same guarantee. */
  put(key: StorageKey, bytes: Uint8Array): Promise<void>;
  stat(key: StorageKey): Promise<StoredObject | null>;
  /** Streams bytes `start` to `end`, both included. Reads nothing until it is pulled. */
  read(key: StorageKey, start: number, end: number): ReadableStream<Uint8Array>;
  /** A committed object as a local file, for tools that need a path. `release` it when done: a remote driver made a copy. */
  localFile(key: StorageKey): Promise<{ path: string; release(): Promise<void> }>;
  /** Removes the object, its part and what is in quarantine for it; silent when there is none. */
  remove(key: StorageKey): Promise<void>;
  /** Everything that lies here, in no order. What comes or goes meanwhile may be missed. */
  list(): AsyncIterable<StoredFile>;
  /** Removes what a write has left behind; silent when it is gone. */
  discard(leftover: Leftover): Promise<void>;
  /** Takes an object out of use without deleting it. @returns where a person finds it, from the root of the storage. */
  setAside(key: StorageKey): Promise<string>;
  /**
   * Keeps what was gathered for `key`, or lies under it, for a person to look at: the last one only, until the key is
   * committed or removed. @returns where, from the root of the storage.
   */
  quarantine(key: StorageKey): Promise<string>;
}

export interface StoredObject {
  bytes: number;
  modifiedAt: Date;
}

/** An object, what a write has left of one, what was set aside, or a file that is none of ours. Names are from the root. */
export type StoredFile =
  | { kind: "object"; key: StorageKey }
  | Leftover
  | { kind: "unclaimed" | "foreign"; name: string };

/**
 * What lies beside an object until its write is done, and for good when it was cut short: the part that is gathered for
 * it, with notes on it, or the draft of a small one.
 */
export interface Leftover {
  kind: "part" | "draft";
  key: StorageKey;
  name: string;
  modifiedAt: Date;
}

/** A key that `key.ts` has built or checked. */
export type StorageKey = string & { readonly brand: "StorageKey" };
