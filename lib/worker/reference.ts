import "server-only";
import type { Failure } from "@/lib/failure";
import { sha256Of } from "@/lib/media/hash";
import { err, ok, type Result } from "@/lib/result";
import { parseKey } from "@/lib/storage/key";
import { readWhole } from "@/lib/storage/whole";
import type { ClaimedTask } from "@/lib/task/lease";
import type { CreateRequest } from "@/lib/upstream/contract";
import type { WorkerDeps } from "./deps";

/**
 * The image that a task is sent with, byte for byte as it was cut; null for a task without one.
 * @returns a failure when the file is gone or was changed: no other try would find it.
 * @throws StorageError when the disk refuses to tell: that may pass.
 */
export async function loadReference(
  { db, storage }: Pick<WorkerDeps, "db" | "storage">,
  task: ClaimedTask,
): Promise<Result<CreateRequest["reference"], Failure>> {
  if (task.referenceId === null) return ok(null);
  const {
    key: name,
    mime,
    sha256,
  } = await db.reference.findUniqueOrThrow({
    where: { id: task.referenceId },
  });
  const key = parseKey(name);
  const bytes = key && (await readWhole(storage, key));
  if (!bytes) return err(lost(`media/${name} is not there.`));
  if (sha256Of(bytes) !== sha256) return err(lost(`media/${name} is not what was kept.`));
  // Upstream tells images by their names as well.
  return ok({ bytes, mime, filename: `reference.${name.slice(name.lastIndexOf(".") + 1)}` });
}

const lost = (message: string): Failure => ({ kind: "imageLost", charged: "no", message });
