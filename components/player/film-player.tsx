"use client";

import { Repeat } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { VideoView } from "@/lib/task/view";
import { Stage, screenStyle } from "./stage";
import { usePlayerKeys } from "./use-player-keys";
import { useReleasedVideo } from "./use-released-video";

/** A film with the browser's own controls, and the keys of a cutting table. */
export function FilmPlayer({ film }: { film: VideoView }) {
  const t = useTranslations("viewer.player");
  const player = useRef<HTMLElement>(null);
  const video = useReleasedVideo(film.url);
  const onKeyDown = usePlayerKeys(video);
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
      {broken && (
        <p role="alert" className="text-danger">
          {t("broken")}
        </p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <KeyHints />
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
    </section>
  );
}

function KeyHints() {
  const t = useTranslations("viewer.player");
  return (
    <p className="flex flex-wrap gap-x-4 text-2xs text-muted pointer-coarse:hidden">
      <span>
        <Key>J</Key> <Key>←</Key> {t("back")}
      </span>
      <span>
        <Key>K</Key> <Key>{t("space")}</Key> {t("playPause")}
      </span>
      <span>
        <Key>L</Key> <Key>→</Key> {t("forward")}
      </span>
    </p>
  );
}

const Key = ({ children }: { children: string }) => (
  <kbd className="rounded-sm border border-line bg-surface px-1.5 py-px font-sans">{children}</kbd>
);
