"use client";

import { ImagePlus, Repeat } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { VideoView } from "@/lib/task/view";
import { Stage, screenStyle } from "./stage";
import { useFrameUse } from "./use-frame-use";
import { usePlayerKeys } from "./use-player-keys";
import { useReleasedVideo } from "./use-released-video";

/** A film with the browser's own controls, and the keys of a cutting table. */
export function FilmPlayer({ taskId, film }: { taskId: string; film: VideoView }) {
  const t = useTranslations("viewer.player");
  const player = useRef<HTMLElement>(null);
  const video = useReleasedVideo(film.url);
  const frame = useFrameUse(taskId, video);
  const onKeyDown = usePlayerKeys(video, frame.use);
  const [loop, setLoop] = useState(false);
  const [broken, setBroken] = useState(false);

  useEffect(() => {
    // So that the keys work at once; but nobody's focus is taken away.
    if (document.activeElement === document.body) player.current?.focus({ preventScroll: true });
  }, []);

  return (
    <section
      ref={player}
      tabIndex={-1}
      aria-label={t("label")}
      onKeyDown={onKeyDown}
      className="space-y-2 outline-none"
    >
      <Stage>
        {/* biome-ignore lint/a11y/useMediaCaption: there is no text of what a generated film says. */}
        <video
          ref={video}
          src={film.url}
          poster={film.posterUrl ?? undefined}
          width={film.width}
          height={film.height}
          controls
          loop={loop}
          playsInline
          preload="metadata"
          onError={() => setBroken(true)}
          style={screenStyle(film)}
        />
      </Stage>
      {(broken || frame.error) && (
        <p role="alert" className="text-danger">
          {frame.error ?? t("broken")}
        </p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <KeyHints />
        <div className="ml-auto flex flex-wrap justify-end gap-1">
          <Button
            size="sm"
            variant="ghost"
            aria-keyshortcuts="U"
            pending={frame.pending}
            onClick={frame.use}
          >
            {!frame.pending && <ImagePlus aria-hidden="true" />}
            {t("useFrame")}
          </Button>
          <Button
            size="sm"
            variant="ghost"
            aria-pressed={loop}
            onClick={() => setLoop(!loop)}
            className="aria-pressed:text-accent-text"
          >
            <Repeat aria-hidden="true" />
            {t("loop")}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** Of no use without a keyboard. */
function KeyHints() {
  const t = useTranslations("viewer.player");
  return (
    <p className="flex flex-wrap gap-x-4 text-2xs text-muted pointer-coarse:hidden max-sm:hidden">
      <span>
        <Kbd>J</Kbd> <Kbd>←</Kbd> {t("back")}
      </span>
      <span>
        <Kbd>K</Kbd> <Kbd>{t("space")}</Kbd> {t("playPause")}
      </span>
      <span>
        <Kbd>L</Kbd> <Kbd>→</Kbd> {t("forward")}
      </span>
      <span>
        <Kbd>U</Kbd> {t("useFrame")}
      </span>
    </p>
  );
}
