"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "./copy-button";

/** The whole prompt, as it was written. */
export function Prompt({ text }: { text: string }) {
  const t = useTranslations("viewer.prompt");
  return (
    <section className="space-y-1">
      <div className="flex items-center gap-1">
        <h2 className="font-medium text-muted text-xs">{t("title")}</h2>
        <CopyButton text={text} label={t("copy")} />
      </div>
      <p className="max-w-prose whitespace-pre-wrap text-base [overflow-wrap:anywhere]">{text}</p>
    </section>
  );
}
