"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { excerpt } from "@/components/gallery/excerpt";
import { useRefusalWords } from "@/components/shell/use-refusal-words";
import { Button } from "@/components/ui/button";
import { fetchAgain } from "@/lib/actions/fetch-again";
import { can } from "@/lib/task/status";
import type { TaskView } from "@/lib/task/view";
import { useTaskAction } from "./use-task-action";

/** Has a film fetched again that was never whole. */
export function FetchAgainButton({ task }: { task: TaskView }) {
  const t = useTranslations("tasks.fetchAgain");
  const refusalWords = useRefusalWords();
  const { pending, run } = useTaskAction();
  if (!can.fetchAgain(task.status)) return null;
  const fetch = () =>
    run(
      () => fetchAgain(task.id),
      (refusal) => {
        if (refusal) toast.error(refusalWords(refusal));
        else toast.success(t("done"));
      },
    );
  return (
    <Button
      size="sm"
      pending={pending}
      onClick={fetch}
      aria-label={t("which", { excerpt: excerpt(task.prompt, 60) })}
    >
      {t("label")}
    </Button>
  );
}
