"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatBytes } from "@/lib/format";
import type { UploadFault } from "@/lib/queries/upload-image";

/** Why an image was not taken, and what to do about it. */
export function useUploadWords(): (fault: UploadFault) => string {
  const t = useTranslations("composer.image");
  const image = useTranslations("image");
  const locale = useLocale();
  return (fault) => {
    if (fault.kind !== "refused") return t(fault.kind);
    const { code, values = {} } = fault;
    if (code !== "tooHeavy") return image(code, { most: 0, least: 0, kind: "?", ...values });
    const [most, bytes] = [values.most, values.bytes].map((count) =>
      formatBytes(Number(count ?? 0), locale),
    );
    return image(code, { most: most ?? "", bytes: bytes ?? "" });
  };
}
