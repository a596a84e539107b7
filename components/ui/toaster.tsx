"use client";

import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

/** Short words about what was just done. Must be on the page once; say something with sonner's `toast`. */
export function Toaster() {
  const t = useTranslations("shell");
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "light" ? "light" : "dark"}
      position="bottom-right"
      containerAriaLabel={t("notifications")}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-(--width) items-center gap-3 rounded-lg border border-line bg-raised p-3.5 font-sans text-sm text-text shadow-float",
          title: "font-medium",
          description: "text-muted",
          actionButton:
            "ml-auto shrink-0 rounded-md px-2.5 py-1 font-medium text-accent-text text-xs hover:bg-line",
          icon: "shrink-0 text-muted [&_svg]:size-4",
        },
      }}
    />
  );
}
