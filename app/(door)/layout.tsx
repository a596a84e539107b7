import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Brand } from "@/components/shell/brand";
import { LanguageSwitch } from "@/components/shell/language-switch";
import { ThemeToggle } from "@/components/shell/theme-toggle";

/** What stands before the studio: nothing of it shows through. */
export default async function DoorLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("shell");
  return (
    <div className="mx-auto flex min-h-dvh max-w-sm flex-col px-4 py-4">
      <header className="flex items-center justify-between">
        <Brand name={t("title")} />
        <div className="flex items-center gap-0.5">
          <LanguageSwitch />
          <ThemeToggle />
        </div>
      </header>
      <main className="my-auto py-8">{children}</main>
    </div>
  );
}
