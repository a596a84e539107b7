import { getTranslations } from "next-intl/server";
import { Brand } from "./brand";
import { LanguageSwitch } from "./language-switch";
import { NavLinks } from "./nav-links";
import { SignOutButton } from "./sign-out-button";
import { ThemeToggle } from "./theme-toggle";

interface HeaderProps {
  /** Who is signed in; null where nobody has to. */
  name: string | null;
}

/** The bar that every page of the studio shares. */
export async function Header({ name }: HeaderProps) {
  const t = await getTranslations("shell");
  const door = await getTranslations("door");
  return (
    <header className="sticky top-0 z-30 border-line border-b bg-background/90 backdrop-blur-md">
      <div className="mx-auto flex h-14 max-w-[112rem] items-center gap-2 px-4 sm:gap-5 sm:px-6">
        <Brand name={t("title")} />
        <NavLinks />
        <div className="ml-auto flex items-center gap-0.5">
          <LanguageSwitch />
          <ThemeToggle />
          {name !== null && (
            <>
              <span className="sr-only">{door("signedInAs", { name })}</span>
              <SignOutButton />
            </>
          )}
        </div>
      </div>
    </header>
  );
}
