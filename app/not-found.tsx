import Link from "next/link";
import { useTranslations } from "next-intl";
import { DeadEnd } from "@/components/shell/dead-end";
import { buttonStyles } from "@/components/ui/button-styles";
import { paths } from "@/lib/paths";

export default function NotFound() {
  const t = useTranslations("shell.notFound");
  return (
    <main>
      <DeadEnd
        title={t("title")}
        action={
          <Link href={paths.studio()} className={buttonStyles({ variant: "primary" })}>
            {t("back")}
          </Link>
        }
      >
        <p>{t("detail")}</p>
      </DeadEnd>
    </main>
  );
}
