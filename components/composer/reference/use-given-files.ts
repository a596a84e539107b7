"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import type { ImageView } from "@/lib/task/view";
import { useGivenImage } from "./use-given-image";

export type GivenImage = ReturnType<typeof useGivenFiles>;

/** Files as they are dropped, pasted or picked: one image is taken, and it is said when there were more. */
export function useGivenFiles(onImage: (image: ImageView) => void) {
  const t = useTranslations("composer.image");
  const { giving, give, stop } = useGivenImage(onImage);
  return {
    giving,
    stop,
    take: (files: readonly File[]) => {
      const file = files.find(({ type }) => type.startsWith("image/")) ?? files[0];
      if (!file) return;
      if (files.length > 1) toast(t("onlyOne", { count: files.length, name: file.name }));
      void give(file);
    },
    /** Gives the refused file once more. */
    retry: () => giving && void give(giving.file),
  };
}
