"use client";

import { useTranslations } from "next-intl";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { Channel } from "@/lib/catalogue/types";
import { offersOf } from "./draft";
import { fieldIds } from "./field-ids";
import { useOnlyWith } from "./use-only-with";

interface LengthFieldProps {
  channel: Channel | undefined;
  /** What the chosen model offers, in seconds. */
  offered: readonly number[];
  value: number;
  onChange: (seconds: number) => void;
  error: string | null;
}

/** How long the film is. */
export function LengthField({ channel, offered, value, onChange, error }: LengthFieldProps) {
  const t = useTranslations("composer");
  const write = (seconds: number) => t("seconds", { seconds });
  const offers = channel ? offersOf(channel, (model) => model.seconds) : [];
  const note = useOnlyWith(offers, offered, write);
  return (
    <SegmentedControl
      id={fieldIds.seconds}
      label={t("length")}
      value={value}
      onChange={onChange}
      error={error}
      note={note}
      options={offers.map(({ value: seconds }) => ({
        value: seconds,
        label: write(seconds),
        disabled: !offered.includes(seconds),
      }))}
    />
  );
}
