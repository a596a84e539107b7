"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type CSSProperties, type KeyboardEvent, useId, useState } from "react";
import { ReferenceBars, ReferencePicture } from "@/components/gallery/reference-image";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Framing, Pixels } from "@/lib/framing";
import type { ImageView } from "@/lib/task/view";
import { moveFor } from "./crop-keys";
import { useElementSize } from "./use-element-size";

// 9 kB that nobody needs who gives no image.
const Gestures = dynamic(() => import("./gestures").then((module) => module.Gestures), {
  ssr: false,
});

interface CropStageProps {
  image: ImageView;
  framing: Framing;
  target: Pixels;
  onChange: (framing: Framing) => void;
  onMissing: () => void;
}

/** Around the frame, so that one sees what is left out, and a finger finds room beside it. */
const gutter = "1.5rem";

/** The frame, in the film's shape, with what the film will begin with in it; the rest of the image is dimmed around it. */
export function CropStage({ image, framing, target, onChange, onMissing }: CropStageProps) {
  const t = useTranslations("composer.image");
  const keysId = useId();
  const [frameBox, frame] = useElementSize<HTMLDivElement>();
  const [loaded, setLoaded] = useState(false);

  const onKeyDown = (event: KeyboardEvent) => {
    const move = moveFor(event);
    if (!move) return;
    event.preventDefault();
    onChange(move(framing, image, target));
  };
  return (
    <div className="@container">
      <div
        className="dark relative overflow-hidden rounded-lg bg-black text-text"
        style={stageStyle(target)}
      >
        <div
          ref={frameBox}
          className="absolute inset-y-(--gutter) left-1/2 aspect-(--shape) -translate-x-1/2 overflow-hidden [container-type:size]"
        >
          <ReferenceBars image={image} framing={framing} />
          {!loaded && <ReferencePicture image={image} framing={framing} />}
        </div>
        {frame && (
          <Gestures
            key={`${frame.width} ${frame.height}`}
            {...{ image, framing, target, frame, onChange, onMissing }}
            onLoaded={() => setLoaded(true)}
            frameProps={{
              role: "application",
              "aria-label": t("frame"),
              "aria-describedby": keysId,
              onKeyDown,
              onKeyUp: undefined,
            }}
          />
        )}
      </div>
      <VisuallyHidden id={keysId}>{t("keys")}</VisuallyHidden>
    </div>
  );
}

/** As wide as there is room and as high as that makes it, but never so high that the page beside it cannot be scrolled. */
const stageStyle = ({ width, height }: Pixels): CSSProperties => ({
  ["--gutter" as string]: gutter,
  ["--shape" as string]: `${width} / ${height}`,
  height: `min(22rem, 55dvh, (100cqw - 2 * ${gutter}) * ${height / width} + 2 * ${gutter})`,
});
