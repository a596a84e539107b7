"use client";

import { useQueries } from "@tanstack/react-query";
import { ChevronFirst, ChevronLast, Minus, Pause, Play, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { commandAt } from "@/components/keys/key-table";
import { isTyping } from "@/components/keys/typing";
import { useReleasedVideo } from "@/components/player/use-released-video";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Layer } from "@/components/ui/layer";
import { formatClock } from "@/lib/format";
import { taskQuery } from "@/lib/queries/tasks";
import type { TaskDetailView } from "@/lib/task/view";
import { excerpt } from "../excerpt";
import { useSync } from "./use-sync";

interface CompareLayerProps {
  ids: readonly string[];
  onClose: () => void;
  onClosed: () => boolean;
}

/** Two to four films side by side over the grid, all at the same moment. */
export function CompareLayer({ ids, onClose, onClosed }: CompareLayerProps) {
  const t = useTranslations("library.compare");
  const tasks = useQueries({ queries: ids.map((id) => taskQuery(id)) });
  const films = tasks.flatMap(({ data }) => (data?.video ? [data] : []));
  const missing = tasks.filter(({ isPending, data }) => !isPending && !data?.video).length;
  const reading = tasks.some(({ isPending }) => isPending);
  return (
    <Layer
      label={t("title")}
      onClosed={onClosed}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.nativeEvent.isComposing) onClose();
      }}
      className="flex flex-col bg-background"
    >
      <header className="flex items-center justify-between gap-2 px-4 py-2 sm:px-6">
        <h2 className="font-semibold text-lg">{t("title")}</h2>
        <IconButton label={t("close")} icon={<X aria-hidden="true" />} onClick={onClose} />
      </header>
      {missing > 0 && (
        <p role="status" className="px-4 pb-2 text-warning sm:px-6">
          {t("gone", { count: missing })}
        </p>
      )}
      {!reading && films.length < 2 && (
        <EmptyState
          title={t("needs")}
          action={<Button onClick={onClose}>{t("close")}</Button>}
          className="m-6"
        />
      )}
      {!reading && films.length >= 2 && <Table key={ids.join()} films={films} />}
    </Layer>
  );
}

/** The films on their table, and what moves them all. */
function Table({ films }: { films: readonly TaskDetailView[] }) {
  const t = useTranslations("library.compare");
  const table = useRef<HTMLDivElement>(null);
  const { state, command, seekTo, register } = useSync(films.length);
  // So that the keys work at once.
  useEffect(() => table.current?.focus(), []);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const on = event.target;
    const field = on instanceof HTMLInputElement;
    if (isTyping(event.nativeEvent) || event.defaultPrevented) return;
    if (on instanceof HTMLButtonElement && event.key === " ") return;
    if (field && (event.key.startsWith("Arrow") || event.key === " ")) return;
    const what = commandAt("player", event);
    if (!what || what === "useFrame" || what === "fullScreen") return;
    event.preventDefault();
    command(what);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that bubble up from what has the focus.
    <div
      ref={table}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="flex min-h-0 flex-1 flex-col gap-3 px-4 pb-4 outline-none sm:px-6"
    >
      <ul
        className="grid min-h-0 flex-1 auto-rows-fr grid-cols-1 gap-3 data-[count='4']:sm:grid-cols-2 data-[count='2']:sm:grid-cols-2 data-[count='3']:sm:grid-cols-3"
        data-count={films.length}
      >
        {films.map((film, at) => (
          <Pane key={film.id} film={film} onVideo={(video) => register(at, video)} />
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <IconButton
          label={t(state.playing ? "pause" : "play")}
          icon={state.playing ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
          variant="primary"
          onClick={() => command("toggle")}
        />
        <IconButton
          label={t("frameBack")}
          icon={<ChevronFirst aria-hidden="true" />}
          onClick={() => command("frameBack")}
        />
        <IconButton
          label={t("frameForward")}
          icon={<ChevronLast aria-hidden="true" />}
          onClick={() => command("frameForward")}
        />
        <input
          type="range"
          aria-label={t("position")}
          aria-valuetext={formatClock(state.time * 1000)}
          min={0}
          max={state.length || 1}
          disabled={state.length === 0}
          step={0.01}
          value={state.time}
          onChange={(event) => seekTo(Number(event.target.value))}
          className="h-6 min-w-40 flex-1 accent-accent pointer-coarse:h-11"
        />
        <span className="tabular min-w-20 text-center text-muted text-xs">
          {state.time.toFixed(2)} / {state.length.toFixed(2)} s
        </span>
        <span className="flex items-center">
          <IconButton
            size="sm"
            label={`${t("speed")} −`}
            icon={<Minus aria-hidden="true" />}
            onClick={() => command("slower")}
          />
          <output className="tabular min-w-11 text-center text-muted text-xs">{state.rate}×</output>
          <IconButton
            size="sm"
            label={`${t("speed")} +`}
            icon={<Plus aria-hidden="true" />}
            onClick={() => command("faster")}
          />
        </span>
      </div>
    </div>
  );
}

function Pane({
  film,
  onVideo,
}: {
  film: TaskDetailView;
  onVideo: (video: HTMLVideoElement | null) => void;
}) {
  const url = film.video?.url ?? "";
  const video = useReleasedVideo(url);
  return (
    <li className="flex min-h-40 min-w-0 flex-col gap-1.5">
      <div className="relative min-h-0 flex-1 overflow-hidden rounded-lg bg-black">
        <video
          ref={(element) => {
            video.current = element;
            onVideo(element);
          }}
          src={url}
          poster={film.video?.posterUrl ?? undefined}
          muted
          playsInline
          preload="auto"
          className="absolute inset-0 size-full object-contain"
        />
      </div>
      <p className="truncate text-muted text-xs">{excerpt(film.title ?? film.prompt, 120)}</p>
    </li>
  );
}
