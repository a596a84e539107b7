"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { attempt } from "@/components/shell/attempt";
import { useRefusalWords } from "@/components/shell/use-refusal-words";
import { deleteImage } from "@/lib/actions/images";
import { imagesQuery } from "@/lib/queries/images";
import type { ImageView } from "@/lib/task/view";

/** Deletes images of the library, one at a time. @param onDeleted it is gone. */
export function useDeletion(onDeleted: (imageId: string) => void) {
  const t = useTranslations("composer.image.library");
  const words = useRefusalWords();
  const queries = useQueryClient();
  const [pending, setPending] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);

  const run = async ({ id }: ImageView) => {
    setError(null);
    setPending(id);
    const result = await attempt(() => deleteImage(id));
    const gone = result.ok || result.error.kind === "notFound";
    if (gone) {
      toast(t("deleted"));
      onDeleted(id);
    } else if (result.error.kind !== "input") setError(words(result.error));
    await queries.invalidateQueries({ queryKey: imagesQuery().queryKey });
    setPending(null);
  };
  return { run, pending, error };
}
