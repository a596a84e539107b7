import { Clapperboard } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button-styles";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/lib/paths";

export default function VideoNotFound() {
  const t = useTranslations("viewer.notFound");
  return (
    <EmptyState
      icon={<Clapperboard aria-hidden="true" />}
      title={t("title")}
      action={
        <Button asChild>
          <Link href={paths.library()}>{t("action")}</Link>
        </Button>
      }
    >
      {t("detail")}
    </EmptyState>
  );
}
