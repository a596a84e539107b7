"use server";

import { z } from "zod";
import { guarded } from "@/lib/access/action";
import { db } from "@/lib/db";
import { err, ok, type Result } from "@/lib/result";
import { storage } from "@/lib/storage/select";
import * as images from "@/lib/task/images";
import type { ActionFailure } from "./failure";

/** Deletes an image that no task needs any more, with its files. */
export async function deleteImage(imageId: string): Promise<Result<null, ActionFailure>> {
  return guarded<null>("deleteImage", async () => {
    const id = z.uuid().safeParse(imageId);
    if (!id.success) return err({ kind: "notFound" });
    const obstacle = await images.deleteImage({ db: db(), storage: storage() }, id.data);
    return obstacle === null ? ok(null) : err({ kind: obstacle });
  });
}
