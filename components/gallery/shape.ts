import { pixelsOf } from "@/lib/catalogue/catalogue";
import type { TaskView } from "@/lib/task/view";

/** The picture's pixels: the file's own where there is one, else what was asked for. */
export const shapeOf = ({ video, size }: Pick<TaskView, "video" | "size">) =>
  video ? { width: video.width, height: video.height } : pixelsOf(size);
