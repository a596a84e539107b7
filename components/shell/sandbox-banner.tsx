import { ChevronDown } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import type { Catalogue } from "@/lib/catalogue/types";
import { formatDay } from "@/lib/format";
import { SetupSteps } from "./setup-steps";

/** Says on every page that nothing here is real yet, and how to make it so. */
export async function SandboxBanner({ catalogue }: { catalogue: Catalogue }) {
  const t = await getTranslations("shell.sandbox");
  const locale = await getLocale();
  return (
    <aside aria-label={t("title")} className="border-line border-b bg-surface">
      <details className="group mx-auto max-w-[112rem] px-4 sm:px-6">
        <summary className="flex min-h-10 list-none flex-wrap items-center gap-x-3 gap-y-0.5 py-1.5 text-muted text-xs [&::-webkit-details-marker]:hidden">
          <span className="inline-flex items-center gap-2 font-medium text-text">
            <span aria-hidden="true" className="size-1.5 rounded-full bg-accent" />
            {t("title")}
          </span>
          <span>{t("text")}</span>
          <span className="inline-flex items-center gap-1 font-medium text-accent-text underline-offset-4 group-hover:underline">
            {t("how")}
            <ChevronDown
              aria-hidden="true"
              className="size-3.5 transition-transform group-open:rotate-180"
            />
          </span>
        </summary>
        <div className="space-y-5 pt-2 pb-6">
          <p className="max-w-prose text-muted">{t("intro")}</p>
          <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
            {catalogue.channels.map((channel) => (
              <section key={channel.id} className="max-w-prose space-y-2">
                <h2 className="font-medium">{channel.name}</h2>
                <p className="text-muted">{channel.summary[locale]}</p>
                {channel.retiredOn && (
                  <p className="text-muted">
                    {t("retired", { day: formatDay(channel.retiredOn, locale) })}
                  </p>
                )}
                <SetupSteps channel={channel} locale={locale} />
              </section>
            ))}
          </div>
        </div>
      </details>
    </aside>
  );
}
