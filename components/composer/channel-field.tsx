"use client";

import { useLocale, useTranslations } from "next-intl";
import { useStudio } from "@/components/shell/studio-context";
import { Select } from "@/components/ui/select";
import type { Channel } from "@/lib/catalogue/types";
import { formatDay } from "@/lib/format";
import type { ChannelView } from "@/lib/task/view";
import { hasKey } from "./draft";
import { fieldIds } from "./field-ids";

interface ChannelFieldProps {
  channel: Channel | undefined;
  channels: readonly ChannelView[];
  onChange: (channelId: string) => void;
  error: string | null;
}

/** Who makes the film. A channel without a key is shown with what it lacks. */
export function ChannelField({ channel, channels, onChange, error }: ChannelFieldProps) {
  const t = useTranslations("composer");
  const locale = useLocale();
  const { catalogue, mode } = useStudio();
  const retiredOn = mode === "live" ? channel?.retiredOn : null;
  return (
    <Select
      id={fieldIds.channel}
      label={t("channel")}
      value={channel?.id ?? ""}
      onChange={onChange}
      error={error}
      note={
        retiredOn
          ? t("retired", { day: formatDay(retiredOn, locale) })
          : (channel?.summary[locale] ?? null)
      }
      className="min-w-0"
      choices={catalogue.channels.map(({ id, name, keyVariable }) => ({
        value: id,
        label: name,
        disabledReason: hasKey(channels, id) ? null : t("noKey", { variable: keyVariable }),
      }))}
    />
  );
}
