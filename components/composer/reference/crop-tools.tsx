"use client";

import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  type LucideIcon,
  Minus,
  Plus,
  RotateCcw,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { type Framing, filling, type Pixels } from "@/lib/framing";
import { panned, zoomed } from "./moves";

interface CropToolsProps {
  image: Pixels;
  framing: Framing;
  target: Pixels;
  onChange: (framing: Framing) => void;
}

/** A press moves the image by a twentieth of the frame. */
const step = 0.05;
const closer = 1.15;

const tools = [
  {
    name: "farther",
    icon: Minus,
    move: (now) => zoomed(now.framing, now.image, now.target, 1 / closer),
  },
  { name: "closer", icon: Plus, move: (now) => zoomed(now.framing, now.image, now.target, closer) },
  { name: "left", icon: ArrowLeft, move: (now) => panned(now.framing, now.image, step, 0) },
  { name: "up", icon: ArrowUp, move: (now) => panned(now.framing, now.image, 0, step) },
  { name: "down", icon: ArrowDown, move: (now) => panned(now.framing, now.image, 0, -step) },
  { name: "right", icon: ArrowRight, move: (now) => panned(now.framing, now.image, -step, 0) },
  { name: "reset", icon: RotateCcw, move: (now) => filling(now.image, now.target) },
] as const satisfies readonly {
  name: string;
  icon: LucideIcon;
  move: (now: Omit<CropToolsProps, "onChange">) => Framing;
}[];

/** Everything that gestures do, as buttons: for whoever cannot drag or pinch (WCAG 2.5.7). */
export function CropTools({ onChange, ...now }: CropToolsProps) {
  const t = useTranslations("composer.image.tool");
  return (
    <fieldset aria-label={t("title")} className="flex flex-wrap justify-center">
      {tools.map(({ name, icon: Icon, move }) => (
        <IconButton
          key={name}
          size="sm"
          label={t(name)}
          icon={<Icon aria-hidden="true" />}
          onClick={() => onChange({ ...move(now), bars: now.framing.bars })}
        />
      ))}
    </fieldset>
  );
}
