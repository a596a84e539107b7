"use client";

import { useTranslations } from "next-intl";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { pixelsOf } from "@/lib/catalogue/catalogue";
import type { Channel } from "@/lib/catalogue/types";
import { formatSize } from "@/lib/format";
import { offersOf } from "./draft";
import { fieldIds } from "./field-ids";
import { useOnlyWith } from "./use-only-with";

interface ShapeFieldProps {
  channel: Channel | undefined;
  /** What the chosen model offers. */
  offered: readonly string[];
  value: string;
  onChange: (size: string) => void;
  error: string | null;
}

/** The picture's pixels, each drawn as a little frame of its shape. */
export function ShapeField({ channel, offered, value, onChange, error }: ShapeFieldProps) {
  const t = useTranslations("composer");
  const offers = channel ? offersOf(channel, (model) => model.sizes) : [];
  const note = useOnlyWith(offers, offered, formatSize);
  return (
    <SegmentedControl
      id={fieldIds.size}
      label={t("shape")}
      value={value}
      onChange={onChange}
      error={error}
      note={note}
      layout="grid grid-cols-4 max-[22.5rem]:grid-cols-2"
      options={offers.map(({ value: size }) => ({
        value: size,
        disabled: !offered.includes(size),
        label: (
          <span className="flex flex-col items-center gap-1 py-2 text-2xs">
            <Frame size={size} />
            {formatSize(size)}
          </span>
        ),
      }))}
    />
  );
}

/** The longest side of any size so far, so that a larger picture is a larger frame. */
const longestSide = 1792;
const box = 32;

function Frame({ size }: { size: string }) {
  const { width, height } = pixelsOf(size);
  const scale = (box - 2) / Math.max(longestSide, width, height);
  const [w, h] = [width * scale, height * scale];
  return (
    <svg viewBox={`0 0 ${box} ${box}`} aria-hidden="true" className="size-8 shrink-0">
      <rect
        x={(box - w) / 2}
        y={(box - h) / 2}
        width={w}
        height={h}
        rx="2"
        fill="currentColor"
        fillOpacity="0.18"
        stroke="currentColor"
        strokeWidth="1.25"
      />
    </svg>
  );
}
