import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DeadEnd } from "@/components/shell/dead-end";
import { SandboxBanner } from "@/components/shell/sandbox-banner";
import { buttonStyles } from "@/components/ui/button-styles";
import { catalogue } from "@/lib/catalogue/load";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";

/** An address that leads nowhere. It lies outside of the studio's layout, so it announces the sandbox by itself. */
export default async function NotFound() {
  const t = await getTranslations("shell.notFound");
  return (
    <>
      {env().mode === "sandbox" && <SandboxBanner catalogue={catalogue()} />}
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
    </>
  );
}
