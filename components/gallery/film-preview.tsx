"use client";

import { useState } from "react";
import { useReleasedVideo } from "@/components/player/use-released-video";
import { cn } from "@/components/ui/cn";

/** The film over its own still: silent, without controls, invisible until its first picture is there. */
export function FilmPreview({ url }: { url: string }) {
  const video = useReleasedVideo(url);
  const [started, setStarted] = useState(false);
  return (
    <video
      ref={video}
      src={url}
      autoPlay
      muted
      loop
      playsInline
      disablePictureInPicture
      aria-hidden="true"
      tabIndex={-1}
      onPlaying={() => setStarted(true)}
      className={cn(
        "absolute inset-0 size-full object-cover transition-opacity duration-200",
        started ? "opacity-100" : "opacity-0",
      )}
    />
  );
}
