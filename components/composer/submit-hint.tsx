"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { Kbd } from "@/components/ui/kbd";

const never = () => () => {};
const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** The keys that submit, as they are called on this keyboard; of no use where there is none. */
export function SubmitHint() {
  const t = useTranslations("composer");
  const apple = useSyncExternalStore(never, isApple, () => false);
  return (
    <p className="text-2xs text-muted pointer-coarse:hidden">
      {t.rich("shortcut", {
        keys: () => (
          <>
            <Kbd>{apple ? "⌘" : "Ctrl"}</Kbd> <Kbd>Enter</Kbd>
          </>
        ),
      })}
    </p>
  );
}
