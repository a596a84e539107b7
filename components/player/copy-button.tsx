"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { IconButton } from "@/components/ui/icon-button";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

/** How long the tick stays, in ms. */
const tickFor = 2_000;

/** Copies a text, and says that it did. @param label its accessible name: what is copied. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useTranslations("viewer");
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), tickFor);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      // Absent on plain http from another machine: that throws, and is told like a refusal.
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast.error(t("copyFailed"));
    }
  };

  return (
    <>
      <IconButton
        size="sm"
        label={label}
        icon={copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        onClick={copy}
      />
      <VisuallyHidden role="status">{copied && t("copied")}</VisuallyHidden>
    </>
  );
}
