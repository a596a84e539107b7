"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { excerpt } from "@/components/gallery/excerpt";
import { attempt } from "@/components/shell/attempt";
import { useRefusalWords } from "@/components/shell/use-refusal-words";
import { Button } from "@/components/ui/button";
import { cancelTask } from "@/lib/actions/tasks";
import { formatMoney } from "@/lib/format";
import { channelsQuery } from "@/lib/queries/channels";
import { tasksKey } from "@/lib/queries/tasks";
import type { TaskView } from "@/lib/task/view";

/** Withdraws a task that has not been sent; if it has been meanwhile, says why that is too late. */
export function CancelButton({ task }: { task: TaskView }) {
  const t = useTranslations("tasks.cancel");
  const locale = useLocale();
  const refusalWords = useRefusalWords();
  const queries = useQueryClient();
  const [pending, start] = useTransition();
  const cancel = () =>
    start(async () => {
      const result = await attempt(() => cancelTask(task.id));
      const amount = formatMoney(task.priceMicros, locale);
      if (result.ok) toast.success(t(task.sandbox ? "doneSandbox" : "done", { amount }));
      else if (result.error.kind !== "input") toast.error(refusalWords(result.error));
      await Promise.all([
        queries.invalidateQueries({ queryKey: tasksKey }),
        queries.invalidateQueries({ queryKey: channelsQuery().queryKey }),
      ]);
    });
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
