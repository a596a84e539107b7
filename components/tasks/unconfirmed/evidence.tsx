"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Fact, FactList } from "@/components/player/fact";
import { historyId } from "@/components/player/history-anchor";
import { Skeleton } from "@/components/ui/skeleton";
import { paths } from "@/lib/paths";
import { taskQuery } from "@/lib/queries/tasks";
import type { TaskView } from "@/lib/task/view";
import { doubtOf, lastSending, type Sending } from "./doubt";

/** What is known of a sending whose outcome is not, for whoever compares it with API Yi's console. */
export function Evidence({ task }: { task: TaskView }) {
  const t = useTranslations("tasks.unconfirmed.evidence");
  const { data, isPending } = useQuery(taskQuery(task.id));
  return (
    <div className="space-y-1.5 text-xs">
      {isPending && <Skeleton className="h-10" />}
      {data && <Sent task={task} sending={lastSending(data.events)} />}
      <Link
        href={`${paths.video(task.id)}#${historyId}`}
        className="inline-flex min-h-6 items-center underline underline-offset-4 hover:text-text pointer-coarse:min-h-11"
      >
        {t("history")}
      </Link>
    </div>
  );
}

function Sent({ task, sending: { at, httpStatus } }: { task: TaskView; sending: Sending }) {
  const t = useTranslations("tasks.unconfirmed.evidence");
  const format = useFormatter();
  const doubt = doubtOf(task);
  return (
    <FactList>
      {at && (
        <Fact name={t("sent")}>
          <time dateTime={at}>
            {format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "medium" })}
          </time>
        </Fact>
      )}
      {httpStatus !== null && (
        <Fact name={t("answer")}>{t("http", { status: String(httpStatus) })}</Fact>
      )}
      {httpStatus === null && doubt !== "unclear" && <Fact name={t("answer")}>{t("none")}</Fact>}
      {task.failure?.message && doubt !== "stopped" && (
        <Fact name={t(httpStatus === null ? "noted" : "said")}>
          <span className="line-clamp-3 [overflow-wrap:anywhere]">{task.failure.message}</span>
        </Fact>
      )}
    </FactList>
  );
}
