import type { CSSProperties } from "react";
import { cn } from "@/components/ui/cn";
import { type Framing, hasBars, type Pixels, pixelsOf } from "@/lib/framing";
import type { ImageView } from "@/lib/task/view";

interface ReferenceImageProps {
  image: ImageView;
  framing: Framing;
  /** The film's, "1280x720". */
  size: string;
  className?: string;
}

/** What a film begins with, as the server cuts it, drawn from the small copy: for anything up to a few hundred pixels. */
export function ReferenceImage({ image, framing, size, className }: ReferenceImageProps) {
  const { width, height } = pixelsOf(size);
  return (
    <div
      className={cn("relative overflow-hidden [container-type:size]", className)}
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      <ReferenceBars image={image} framing={framing} />
      <ReferencePicture image={image} framing={framing} />
    </div>
  );
}

/** The image in its frame. */
export const ReferencePicture = ({ image, framing }: { image: ImageView; framing: Framing }) => (
  // biome-ignore lint/performance/noImgElement: a thumbnail, made in the right size already.
  <img
    src={image.thumbnailUrl}
    alt=""
    draggable={false}
    className="absolute max-w-none"
    style={placeIn(framing, image)}
  />
);

/** As far as the server's blur reaches (`lib/media/image/cut.ts`): a share of the frame's shorter side. */
const softness = "blur(4.5cqmin)";

/** What fills the frame, which is a container, where the image does not reach. */
export function ReferenceBars({ image, framing }: { image: ImageView; framing: Framing }) {
  if (!hasBars(framing, image)) return null;
  if (framing.bars !== "blur") {
    return <div className="absolute inset-0" style={{ backgroundColor: framing.bars }} />;
  }
  // Twice: a blurred edge lets shine through what lies behind it, and that is to be the image.
  return [undefined, softness].map((filter) => (
    // biome-ignore lint/performance/noImgElement: a thumbnail, made in the right size already.
    <img
      key={filter ?? "sharp"}
      src={image.thumbnailUrl}
      alt=""
      draggable={false}
      className="absolute inset-0 size-full object-cover"
      style={{ filter }}
    />
  ));
}

/** The image's place in the frame, in parts of the frame: true at any size without measuring. */
const placeIn = (framing: Framing, image: Pixels): CSSProperties => ({
  left: `${(-framing.x / framing.width) * 100}%`,
  top: `${(-framing.y / framing.height) * 100}%`,
  width: `${(image.width / framing.width) * 100}%`,
  height: `${(image.height / framing.height) * 100}%`,
});
