"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { buttonStyles } from "@/components/ui/button-styles";
import { paths } from "@/lib/paths";
import { DeadEnd } from "./dead-end";

interface CrashProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** A page that broke while it was shown: what that means for the films, and how to go on. */
export function Crash({ error, reset }: CrashProps) {
  const t = useTranslations("shell");
  return (
    <DeadEnd
      title={t("crash.title")}
      action={
        <>
          <Button variant="primary" onClick={reset}>
            {t("loadError.retry")}
          </Button>
          <Link href={paths.studio()} className={buttonStyles({ variant: "secondary" })}>
            {t("notFound.back")}
          </Link>
        </>
      }
    >
      <p>{t("crash.detail")}</p>
      {error.digest && <p className="text-2xs">{t("crash.code", { digest: error.digest })}</p>}
    </DeadEnd>
  );
}
