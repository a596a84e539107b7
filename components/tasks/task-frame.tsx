import { ReferenceImage } from "@/components/gallery/reference-image";
import { cn } from "@/components/ui/cn";
import { pixelsOf } from "@/lib/catalogue/catalogue";
import type { TaskView } from "@/lib/task/view";
import { statusLook } from "./status-look";

/** The film's frame before there is a film: its shape, what it begins with, and what is going on as an icon. */
export function TaskFrame({ task }: { task: Pick<TaskView, "size" | "status" | "reference"> }) {
  const { width, height } = pixelsOf(task.size);
  const { reference } = task;
  const { icon: Icon } = statusLook[task.status];
  return (
    <div aria-hidden="true" className="hidden w-20 shrink-0 items-start justify-center @md:flex">
      <div
        className="relative grid max-h-20 min-h-0 place-items-center overflow-hidden rounded-sm border border-line bg-background text-muted"
        style={{
          aspectRatio: `${width} / ${height}`,
          width: width >= height ? "100%" : undefined,
          height: width >= height ? undefined : "5rem",
        }}
      >
        {reference && (
          <ReferenceImage
            image={reference.image}
            framing={reference.framing}
            size={task.size}
            className="absolute inset-0"
          />
        )}
        <span
          className={cn("relative", reference && "rounded-full bg-background/80 p-1 text-text")}
        >
          <Icon className="size-4 stroke-[1.5]" />
        </span>
      </div>
    </div>
  );
}
