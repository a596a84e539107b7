import { Clapperboard } from "lucide-react";
import { useTranslations } from "next-intl";
import type { TaskView } from "@/lib/task/view";
import { shapeOf } from "./shape";

/**
 * The still of a film. It has its final shape before anything has loaded, so nothing jumps.
 * @param priority load it at once: it is in the first screen.
 */
export function FilmFrame({
  task,
  priority = false,
  children,
}: {
  task: TaskView;
  priority?: boolean;
  /** What lies over the still. */
  children?: React.ReactNode;
}) {
  const { width, height } = shapeOf(task);
  const placeholder = task.video?.placeholder;
  return (
    <div
      className="relative overflow-hidden rounded-md bg-center bg-cover bg-raised"
      style={{
        aspectRatio: `${width} / ${height}`,
        backgroundImage: placeholder ? `url("${placeholder}")` : undefined,
      }}
    >
      {task.video?.posterUrl ? (
        // biome-ignore lint/performance/noImgElement: posters are made in the right size and format already.
        <img
          src={task.video.posterUrl}
          alt=""
          width={width}
          height={height}
          loading={priority ? "eager" : "lazy"}
          decoding="async"
          className="absolute inset-0 size-full object-cover"
        />
      ) : (
        <NoStill />
      )}
      {children}
    </div>
  );
}

/** In place of a still that is not drawn yet, or cannot be. */
function NoStill() {
  const t = useTranslations("library.card");
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-2 p-3 text-center text-2xs text-muted">
      <Clapperboard aria-hidden="true" className="size-6 stroke-1" />
      {t("noPoster")}
    </div>
  );
}
