"use client";

import { Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { IconButton } from "@/components/ui/icon-button";

/** Dark to light and back. Which icon shows is decided by CSS: the server does not know the theme. */
export function ThemeToggle() {
  const t = useTranslations("shell");
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <IconButton
      label={t("theme")}
      onClick={() => setTheme(resolvedTheme === "light" ? "dark" : "light")}
      icon={
        <>
          <Sun aria-hidden="true" className="hidden dark:block" />
          <Moon aria-hidden="true" className="dark:hidden" />
        </>
      }
    />
  );
}
