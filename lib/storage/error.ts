/** full: no room on the disk, so stop what would need more; missing: nothing under this key; broken: anything else the disk refused. */
export type StorageFault = "full" | "missing" | "broken";

const faults: Readonly<Record<string, StorageFault>> = {
  ENOSPC: "full",
  EDQUOT: "full",
  ENOENT: "missing",
};

/** What every driver throws. Ask `storageFault` rather than `instanceof`: a production bundle holds several copies of this class. */
export class StorageError extends Error {
  override name = "StorageError";

  constructor(
    readonly fault: StorageFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Wraps what the file system threw; `doing` says at what, such as "committing videos/...". */
  static from(doing: string, cause: unknown): StorageError {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const message = cause instanceof Error ? cause.message : String(cause);
    return new StorageError(faults[code] ?? "broken", `${doing}: ${message}`, { cause });
  }
}

/** The fault of a storage error, or null when the error is of another kind. */
export function storageFault(error: unknown): StorageFault | null {
  const isStorageError = error instanceof Error && error.name === "StorageError";
  return isStorageError && "fault" in error ? (error.fault as StorageFault) : null;
}
