import "server-only";

/** Why a backup or a restore was not made, as a sentence for the operator. Nothing was changed. */
export class CareError extends Error {
  override name = "CareError";
}
