"use client";

import { useTranslations } from "next-intl";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { type Bars, type Framing, filling, fitting, hasBars, type Pixels } from "@/lib/framing";

interface FramingFieldProps {
  image: Pixels;
  framing: Framing;
  target: Pixels;
  onChange: (framing: Framing) => void;
}

const black = "#000000";

/** Whether the image fills the frame or stands in it as a whole, and what is beside it then. */
export function FramingField({ image, framing, target, onChange }: FramingFieldProps) {
  const t = useTranslations("composer.image");
  const fits = hasBars(framing, image);
  // An image of the film's own shape fills it as a whole.
  const canFit = hasBars(fitting(image, target), image);
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-3">
      <SegmentedControl
        id="reference-framing"
        label={t("framing")}
        value={fits ? "fit" : "fill"}
        onChange={(kind) =>
          onChange({ ...(kind === "fit" ? fitting : filling)(image, target), bars: framing.bars })
        }
        error={null}
        note={canFit ? null : t("sameShape")}
        options={[
          { value: "fill", label: t("fill") },
          { value: "fit", label: t("fit"), disabled: !canFit },
        ]}
      />
      {fits && (
        <BarsField bars={framing.bars} onChange={(bars) => onChange({ ...framing, bars })} />
      )}
    </div>
  );
}

function BarsField({ bars, onChange }: { bars: Bars; onChange: (bars: Bars) => void }) {
  const t = useTranslations("composer.image.bars");
  return (
    <div className="flex flex-wrap items-end gap-1.5">
      <SegmentedControl
        id="reference-bars"
        label={t("title")}
        value={bars === "blur" ? "blur" : "colour"}
        onChange={(kind) => onChange(kind === "blur" ? "blur" : black)}
        error={null}
        options={[
          { value: "blur", label: t("blur") },
          { value: "colour", label: t("colour") },
        ]}
      />
      {bars !== "blur" && (
        <input
          type="color"
          aria-label={t("pick")}
          value={bars}
          onChange={(event) => onChange(colourOf(event.target.value))}
          className="h-9 w-11 rounded-md border border-line bg-background p-1 pointer-coarse:h-11"
        />
      )}
    </div>
  );
}

/** Browsers promise "#rrggbb" in small letters. */
const colourOf = (value: string): Bars => (value.startsWith("#") ? `#${value.slice(1)}` : black);
