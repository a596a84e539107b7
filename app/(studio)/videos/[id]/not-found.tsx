import Link from "next/link";
import { useTranslations } from "next-intl";
import { DeadEnd } from "@/components/shell/dead-end";
import { buttonStyles } from "@/components/ui/button-styles";
import { paths } from "@/lib/paths";

export default function VideoNotFound() {
  const t = useTranslations("viewer.notFound");
  return (
    <DeadEnd
      title={t("title")}
      action={
        <Link href={paths.library()} className={buttonStyles({ variant: "primary" })}>
          {t("action")}
        </Link>
      }
    >
      <p>{t("detail")}</p>
    </DeadEnd>
  );
}
