"use client";

import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { setLocale } from "@/lib/actions/preferences";

/** Switches to the other language, and is named in it: whoever needs it can read it. */
export function LanguageSwitch() {
  const t = useTranslations("shell.language");
  const other = useLocale() === "en" ? "zh" : "en";
  const [pending, start] = useTransition();
  const change = () =>
    start(async () => {
      try {
        await setLocale(other);
      } catch {
        toast.error(t("failed"));
      }
    });
  return (
    <Button
      variant="ghost"
      className="px-2.5 max-[22.5rem]:px-1.5"
      lang={other}
      pending={pending}
      onClick={change}
    >
      {t("switch")}
    </Button>
  );
}
