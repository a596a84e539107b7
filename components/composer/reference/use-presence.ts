"use client";

import { useEffect, useState } from "react";
import { isKept } from "@/lib/queries/images";
import type { ImageView } from "@/lib/task/view";

/** Why an image cannot be shown: it was deleted, or the studio does not answer. */
export type Absence = "gone" | "unreachable";

/** Finds out whether an image is still there, and why it does not load. */
export function usePresence(image: ImageView) {
  const [missing, setMissing] = useState<{ id: string; absence: Absence } | null>(null);
  const { id, url } = image;
  useEffect(() => {
    let left = false;
    const tell = (kept: boolean) => !kept && !left && setMissing({ id, absence: "gone" });
    // The browser may show a file from its own memory that was deleted long ago. Silence proves nothing.
    isKept({ url }).then(tell, () => {});
    return () => {
      left = true;
    };
  }, [id, url]);
  const look = async () => {
    const kept = await isKept(image).catch(() => true);
    setMissing({ id, absence: kept ? "unreachable" : "gone" });
  };
  return {
    /** Null while nothing is known to be wrong with it. */
    absence: missing?.id === id ? missing.absence : null,
    /** To be called when it does not load. */
    look,
    lookAgain: () => setMissing(null),
  };
}
