"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";
import { Notice } from "./notice";

/** Something could not be read: what happened, and a way to try again. It never costs money, since only reading failed. */
export function ErrorNotice({
  title,
  children,
  onRetry,
  pending,
  className,
}: {
  title?: string;
  children?: ReactNode;
  onRetry: () => void;
  pending: boolean;
  className?: string;
}) {
  const t = useTranslations("shell.loadError");
  return (
    <div role="alert" className={className}>
      <Notice
        tone="danger"
        title={title ?? t("title")}
        action={
          <Button size="sm" onClick={onRetry} pending={pending}>
            {!pending && <RotateCw aria-hidden="true" />}
            {t("retry")}
          </Button>
        }
      >
        {children ?? t("detail")}
      </Notice>
    </div>
  );
}
