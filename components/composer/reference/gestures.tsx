"use client";

import {
  type HTMLAttributes,
  type MouseEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import Cropper from "react-easy-crop";
import { cn } from "@/components/ui/cn";
import type { Framing, Pixels } from "@/lib/framing";
import type { ImageView } from "@/lib/task/view";
import { baseSize, framingOf, gestureOf, zoomRange } from "./geometry";
import { held, sameFraming } from "./moves";
import { useWheelIntent } from "./use-wheel-intent";

interface GesturesProps {
  image: ImageView;
  framing: Framing;
  target: Pixels;
  /** The frame's size in CSS pixels; it stands in the middle of the parent. */
  frame: Pixels;
  /** Of the frame, which takes the focus. */
  frameProps: HTMLAttributes<HTMLDivElement>;
  onChange: (framing: Framing) => void;
  onLoaded: () => void;
  onMissing: () => void;
}

/** A notch of the wheel is about an eighth closer or farther, however close one is. */
const wheelSpeed = 0.25;

/**
 * Drag, wheel and pinch. The library knows gestures; what they mean, and how far they may go, is ours: it is handed
 * where the image is, and asked only where somebody wants it to be.
 */
export function Gestures(props: GesturesProps) {
  const { image, framing, target, frame, frameProps, onLoaded, onMissing } = props;
  const { onCropChange, onZoomChange, gesture } = useWishes(props);
  const isMeant = useWheelIntent();
  const [moving, setMoving] = useState(false);
  // The library hands over its reference before the frame is there.
  const frameElement = useRef<RefObject<HTMLDivElement | null>>(undefined);
  const { width, height } = baseSize(image, target, frame);
  const { min, max } = zoomRange(framing, image, target);

  const begin = () => {
    setMoving(true);
    // Taking hold of the image with the mouse also makes the keys work.
    frameElement.current?.current?.focus({ preventScroll: true });
  };
  return (
    <div className="contents" onMouseDownCapture={onlyMainButton}>
      <Cropper
        image={image.url}
        {...gesture}
        minZoom={min}
        maxZoom={max}
        zoomSpeed={wheelSpeed * gesture.zoom}
        aspect={target.width / target.height}
        cropSize={frame}
        restrictPosition={false}
        showGrid={false}
        onCropChange={onCropChange}
        onZoomChange={onZoomChange}
        onInteractionStart={begin}
        onInteractionEnd={() => setMoving(false)}
        onWheelRequest={isMeant}
        onMediaLoaded={onLoaded}
        setCropperRef={(ref) => {
          frameElement.current = ref;
        }}
        cropperProps={frameProps}
        mediaProps={{ onError: onMissing, draggable: false }}
        disableAutomaticStylesInjection
        classes={{
          containerClassName:
            "absolute inset-0 overflow-hidden select-none touch-none cursor-grab active:cursor-grabbing",
          mediaClassName: "absolute top-1/2 left-1/2 max-w-none will-change-transform",
          cropAreaClassName: cn(frameLook, moving && thirds),
        }}
        style={{
          mediaStyle: { width, height, marginLeft: -width / 2, marginTop: -height / 2 },
        }}
      />
    </div>
  );
}

const frameLook =
  "absolute top-1/2 left-1/2 -translate-x-1/2 -translate-y-1/2 shadow-[0_0_0_100vmax_rgb(0_0_0/0.66)] ring-1 ring-white/60 outline-offset-4";

/** Lines that divide the frame while one composes in it. */
const thirds =
  "before:absolute before:inset-x-1/3 before:inset-y-0 before:border-white/35 before:border-x after:absolute after:inset-x-0 after:inset-y-1/3 after:border-white/35 after:border-y";

function onlyMainButton(event: MouseEvent) {
  if (event.button !== 0) event.stopPropagation();
}

/** The library tells a new place and a new scale one after the other: both together are one change. */
function useWishes({ image, framing, target, frame, onChange }: GesturesProps) {
  const gesture = gestureOf(framing, image, target, frame);
  const wish = useRef({ ...gesture, told: true });
  const tell = useRef(() => {});
  useEffect(() => {
    wish.current = { ...gesture, told: true };
    tell.current = () => {
      const next = held({ ...framing, ...framingOf(wish.current, image, target, frame) }, image);
      if (!sameFraming(next, framing)) onChange(next);
    };
  });
  const ask = (part: Partial<typeof gesture>) => {
    const first = wish.current.told;
    wish.current = { ...wish.current, ...part, told: false };
    if (first) {
      queueMicrotask(() => {
        wish.current.told = true;
        tell.current();
      });
    }
  };
  return {
    gesture,
    onCropChange: (crop: { x: number; y: number }) => ask({ crop }),
    onZoomChange: (zoom: number) => ask({ zoom }),
  };
}
