"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Ignored } from "@/lib/library/query";

/** Says which parts of an address mean nothing here: what is shown is filtered by the rest. */
export function IgnoredNotice({ ignored }: { ignored: readonly Ignored[] }) {
  const t = useTranslations("library.ignored");
  const format = useFormatter();
  const [dismissed, setDismissed] = useState("");
  const values = ignored.map(({ name, value }) => `${name}=${value.slice(0, 60)}`);
  const text = values.join();
  return (
    <div role="status">
      {ignored.length > 0 && text !== dismissed && (
        <Notice
          title={t("title", { count: ignored.length })}
          action={
            <Button size="sm" onClick={() => setDismissed(text)}>
              {t("dismiss")}
            </Button>
          }
        >
          <p className="[overflow-wrap:anywhere]">{t("detail", { values: format.list(values) })}</p>
        </Notice>
      )}
    </div>
  );
}
