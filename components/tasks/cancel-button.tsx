"use client";

import { useLocale, useTranslations } from "next-intl";
import { toast } from "sonner";
import { excerpt } from "@/components/gallery/excerpt";
import { useRefusalWords } from "@/components/shell/use-refusal-words";
import { Button } from "@/components/ui/button";
import { cancelTask } from "@/lib/actions/tasks";
import { formatMoney } from "@/lib/format";
import type { TaskView } from "@/lib/task/view";
import { useTaskAction } from "./use-task-action";

/** Withdraws a task that has not been sent; if it has been meanwhile, says why that is too late. */
export function CancelButton({ task }: { task: TaskView }) {
  const t = useTranslations("tasks.cancel");
  const locale = useLocale();
  const refusalWords = useRefusalWords();
  const { pending, run } = useTaskAction();
  const cancel = () =>
    run(
      () => cancelTask(task.id),
      (refusal) => {
        const amount = formatMoney(task.priceMicros, locale);
        if (refusal) toast.error(refusalWords(refusal));
        else toast.success(t(task.sandbox ? "doneSandbox" : "done", { amount }));
      },
    );
  return (
    <Button
      size="sm"
      variant="ghost"
      pending={pending}
      onClick={cancel}
      aria-label={t("which", { excerpt: excerpt(task.prompt, 60) })}
    >
      {t("label")}
    </Button>
  );
}
