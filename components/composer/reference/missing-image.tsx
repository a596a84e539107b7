"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Absence } from "./use-presence";

/** In place of an image that cannot be shown. */
export function MissingImage({ absence, onRetry }: { absence: Absence; onRetry: () => void }) {
  const t = useTranslations("composer.image.missing");
  return (
    <div role="alert">
      <Notice
        tone="warning"
        title={t(`${absence}.title`)}
        action={
          absence === "unreachable" && (
            <Button size="sm" onClick={onRetry}>
              {t("retry")}
            </Button>
          )
        }
      >
        {t(`${absence}.detail`)}
      </Notice>
    </div>
  );
}
