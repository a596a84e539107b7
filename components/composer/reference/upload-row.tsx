"use client";

import { CircleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Giving } from "./use-given-image";
import { useUploadWords } from "./use-upload-words";

/** A file on its way to the studio, and how to call it back. */
export function Sending({
  giving: { file, part },
  onCancel,
}: {
  giving: Extract<Giving, { kind: "sending" }>;
  onCancel: () => void;
}) {
  const t = useTranslations("composer.image");
  const percent = Math.round(part * 100);
  return (
    <div className="flex items-center gap-3 rounded-lg border border-line p-3">
      <LocalPicture file={file} />
      <div className="min-w-0 flex-1 space-y-1.5">
        <p className="truncate">{file.name || t("unnamed")}</p>
        <ProgressBar value={part < 1 ? percent : null} label={t("sending")} className="h-1" />
        <p className="tabular text-2xs text-muted">
          {part < 1 ? t("sent", { percent }) : t("checking")}
        </p>
      </div>
      <Button size="sm" onClick={onCancel}>
        {t("cancel")}
      </Button>
    </div>
  );
}

/** The file as this device has it; nothing where the browser cannot show it. */
function LocalPicture({ file }: { file: File }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (!url) return null;
  return (
    // biome-ignore lint/performance/noImgElement: a file of this device.
    <img
      src={url}
      alt=""
      onError={() => setUrl(null)}
      className="size-12 shrink-0 rounded-sm bg-raised object-cover"
    />
  );
}

/** Why a file was not taken, and what to do instead. */
export function Refused({
  giving: { file, fault },
  onRetry,
  onDismiss,
}: {
  giving: Extract<Giving, { kind: "refused" }>;
  onRetry: () => void;
  onDismiss: () => void;
}) {
  const t = useTranslations("composer.image");
  const words = useUploadWords();
  return (
    <div
      role="alert"
      className="flex items-start gap-3 rounded-lg border border-danger/40 bg-danger/8 p-3"
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0 flex-1 space-y-2">
        <p className="font-medium [overflow-wrap:anywhere]">
          {t("refused", { name: file.name || t("unnamed") })}
        </p>
        <p className="text-muted">{words(fault)}</p>
        {fault.kind !== "refused" && (
          <Button size="sm" onClick={onRetry}>
            {t("retry")}
          </Button>
        )}
      </div>
      <IconButton
        size="sm"
        label={t("dismiss")}
        icon={<X aria-hidden="true" />}
        onClick={onDismiss}
        className="-mt-1 -mr-1"
      />
    </div>
  );
}
