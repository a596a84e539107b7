import { Clapperboard } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonStyles } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/lib/paths";

export default function VideoNotFound() {
  const t = useTranslations("viewer.notFound");
  return (
    <EmptyState
      icon={<Clapperboard aria-hidden="true" />}
      title={t("title")}
      action={
        <Link href={paths.library()} className={buttonStyles()}>
          {t("action")}
        </Link>
      }
    >
      {t("detail")}
    </EmptyState>
  );
}
