"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { paths } from "@/lib/paths";

const places = [
  { name: "studio", href: paths.studio() },
  { name: "library", href: paths.library() },
  { name: "costs", href: paths.costs() },
] as const;

/** Where one can go; the place one is in is marked for the eye and for assistive technology. */
export function NavLinks() {
  const t = useTranslations("shell");
  const here = usePathname();
  return (
    <nav aria-label={t("navigation")}>
      <ul className="flex items-center gap-1">
        {places.map(({ name, href }) => (
          <li key={name}>
            <Link
              href={href}
              aria-current={here === href ? "page" : undefined}
              className={cn(
                "relative inline-flex h-9 items-center whitespace-nowrap rounded-md px-2 max-[22.5rem]:px-1.5 font-medium text-muted transition-colors hover:text-text sm:px-3 pointer-coarse:min-h-11",
                "aria-[current=page]:text-text aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-3 aria-[current=page]:after:bottom-0.5 aria-[current=page]:after:h-px aria-[current=page]:after:bg-accent-text",
              )}
            >
              {t(name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
