import type { Channel } from "@/lib/catalogue/types";
import type { Locale } from "@/lib/i18n/locale";

/** What to do in API Yi's console for one channel, step by step; the words are the catalogue's. */
export function SetupSteps({ channel, locale }: { channel: Channel; locale: Locale }) {
  return (
    <ol className="list-decimal space-y-1.5 pl-5 marker:text-muted marker:tabular-nums">
      {channel.setup.map((step) => (
        <li key={step.en}>{step[locale]}</li>
      ))}
    </ol>
  );
}
