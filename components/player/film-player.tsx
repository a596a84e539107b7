"use client";

import { ChevronFirst, ChevronLast, ImagePlus, Maximize, Minus, Plus, Repeat } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { VideoView } from "@/lib/task/view";
import { obey, type PlayerCommand } from "./obey";
import { Stage, screenStyle } from "./stage";
import { useFrameLength } from "./use-frame-length";
import { useFrameUse } from "./use-frame-use";
import { usePlayerKeys } from "./use-player-keys";
import { useReleasedVideo } from "./use-released-video";

/** A film with the browser's own controls, and the keys of a cutting table. */
export function FilmPlayer({ taskId, film }: { taskId: string; film: VideoView }) {
  const t = useTranslations("viewer.player");
  const player = useRef<HTMLElement>(null);
  const video = useReleasedVideo(film.url);
  const frame = useFrameUse(taskId, video);
  const frameLength = useFrameLength(video);
  const keys = usePlayerKeys({ ref: video, frame: frameLength, onFrame: frame.use });
  const [loop, setLoop] = useState(false);
  const [rate, setRate] = useState(1);
  const [broken, setBroken] = useState(false);

  const command = (what: PlayerCommand) => {
    if (!video.current) return;
    obey(video.current, what, frameLength.current);
    setLoop(video.current.loop);
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>) => {
    keys(event);
    setLoop(video.current?.loop ?? false);
  };

  useEffect(() => {
    // So that the keys work at once; but nobody's focus is taken away: only the page's or the layer's around it.
    if (document.activeElement?.contains(player.current)) {
      player.current?.focus({ preventScroll: true });
    }
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
          onRateChange={(event) => setRate(event.currentTarget.playbackRate)}
          style={screenStyle(film)}
        />
      </Stage>
      {(broken || frame.error) && (
        <p role="alert" className="text-danger">
          {frame.error ?? t("broken")}
        </p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Transport rate={rate} onCommand={command} />
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
            aria-keyshortcuts="R"
            onClick={() => command("loop")}
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

/** What the browser's own controls lack: single frames, other paces, the whole screen by one press. */
function Transport({
  rate,
  onCommand,
}: {
  rate: number;
  onCommand: (command: PlayerCommand) => void;
}) {
  const t = useTranslations("viewer.player");
  const button = (
    command: "frameBack" | "frameForward" | "slower" | "faster" | "fullScreen",
    icon: ReactNode,
  ) => <IconButton size="sm" label={t(command)} icon={icon} onClick={() => onCommand(command)} />;
  return (
    <div className="flex items-center gap-1">
      {button("frameBack", <ChevronFirst aria-hidden="true" />)}
      {button("frameForward", <ChevronLast aria-hidden="true" />)}
      <span className="mx-2 flex items-center">
        {button("slower", <Minus aria-hidden="true" />)}
        <output className="tabular min-w-11 text-center text-muted text-xs">
          {t("speed", { rate })}
        </output>
        {button("faster", <Plus aria-hidden="true" />)}
      </span>
      {button("fullScreen", <Maximize aria-hidden="true" />)}
    </div>
  );
}
