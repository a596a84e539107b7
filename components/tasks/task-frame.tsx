import { pixelsOf } from "@/lib/catalogue/catalogue";
import type { TaskView } from "@/lib/task/view";
import { statusLook } from "./status-look";

/** The film's frame before there is a film: its shape, and what is going on as an icon. */
export function TaskFrame({ task }: { task: Pick<TaskView, "size" | "status"> }) {
  const { width, height } = pixelsOf(task.size);
  const { icon: Icon } = statusLook[task.status];
  return (
    <div aria-hidden="true" className="hidden w-20 shrink-0 items-start justify-center @md:flex">
      <div
        className="grid max-h-20 min-h-0 place-items-center rounded-sm border border-line bg-background text-muted"
        style={{
          aspectRatio: `${width} / ${height}`,
          width: width >= height ? "100%" : undefined,
          height: width >= height ? undefined : "5rem",
        }}
      >
        <Icon className="size-4 stroke-[1.5]" />
      </div>
    </div>
  );
}
