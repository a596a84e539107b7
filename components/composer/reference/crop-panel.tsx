"use client";

import { useTranslations } from "next-intl";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { type Framing, type Pixels, pixelsOf } from "@/lib/framing";
import type { Draft } from "../draft";
import { CropNotes } from "./crop-notes";
import { CropStage } from "./crop-stage";
import { CropTools } from "./crop-tools";
import { FramingField } from "./framing-field";
import { MissingImage } from "./missing-image";
import type { DraftReference } from "./reference";
import { usePresence } from "./use-presence";

interface CropPanelProps {
  draft: Draft;
  reference: DraftReference;
  onFraming: (framing: Framing) => void;
  onSize: (size: string) => void;
}

/** Which part of the image the film begins with: to be seen, moved and judged. */
export function CropPanel({ draft, reference, onFraming, onSize }: CropPanelProps) {
  const { image, framing } = reference;
  const { absence, look, lookAgain } = usePresence(image);
  const target = pixelsOf(draft.size);
  if (absence) return <MissingImage absence={absence} onRetry={lookAgain} />;
  const crop = { image, framing, target, onChange: onFraming };
  return (
    <div className="space-y-3">
      <div className="space-y-1">
        <CropStage key={image.id} {...crop} onMissing={look} />
        <CropTools {...crop} />
      </div>
      <FramingField {...crop} />
      <CropNotes draft={draft} reference={reference} onSize={onSize} />
      <Seen framing={framing} image={image} />
    </div>
  );
}

/** For those who do not see it: what the frame holds. */
function Seen({ framing, image }: { framing: Framing; image: Pixels }) {
  const t = useTranslations("composer.image");
  const percent = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * 100);
  return (
    <VisuallyHidden role="status">
      {t("seen", {
        width: percent(framing.width / image.width),
        left: percent(framing.x / image.width),
        height: percent(framing.height / image.height),
        top: percent(framing.y / image.height),
      })}
    </VisuallyHidden>
  );
}
