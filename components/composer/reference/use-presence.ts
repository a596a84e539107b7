"use client";

import { useState } from "react";
import { isKept } from "@/lib/queries/images";
import type { ImageView } from "@/lib/task/view";

/** Why an image cannot be shown: it was deleted, or the studio does not answer. */
export type Absence = "gone" | "unreachable";

/** Finds out why an image does not load. */
export function usePresence(image: ImageView) {
  const [missing, setMissing] = useState<{ id: string; absence: Absence } | null>(null);
  const look = async () => {
    const kept = await isKept(image).catch(() => true);
    setMissing({ id: image.id, absence: kept ? "unreachable" : "gone" });
  };
  return {
    /** Null while nothing is known to be wrong with it. */
    absence: missing?.id === image.id ? missing.absence : null,
    /** To be called when it does not load. */
    look,
    lookAgain: () => setMissing(null),
  };
}
