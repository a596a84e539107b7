"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { TaskEventView } from "@/lib/task/view";
import { FactGroup } from "./fact";
import { historyId } from "./history-anchor";

/** What happened to a task, in words, with the evidence for a support ticket. */
export function Timeline({ events }: { events: readonly TaskEventView[] }) {
  const t = useTranslations("viewer.timeline");
  return (
    <FactGroup id={historyId} title={t("title")}>
      <ol className="space-y-3 border-line border-l pl-4">
        {events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events are only ever added at the end.
          <Event key={index} event={event} before={events[index - 1]} />
        ))}
      </ol>
    </FactGroup>
  );
}

function Event({ event, before }: { event: TaskEventView; before: TaskEventView | undefined }) {
  const t = useTranslations("viewer.timeline");
  return (
    <li className="relative before:absolute before:top-[0.55em] before:-left-4 before:size-1.5 before:-translate-x-[calc(50%+0.5px)] before:rounded-full before:bg-edge">
      <p>{t(wordsOf(event))}</p>
      <p className="tabular flex flex-wrap gap-x-3 text-2xs text-muted">
        <Moment at={event.at} after={before?.at} />
        {event.httpStatus !== null && (
          <span>{t("http", { status: String(event.httpStatus) })}</span>
        )}
        {event.requestId && (
          <span className="break-all">{t("request", { id: event.requestId })}</span>
        )}
      </p>
      {event.detail && (
        <details className="mt-1 text-2xs text-muted">
          <summary>{t("detail")}</summary>
          <pre className="mt-1 max-h-48 overflow-auto whitespace-pre-wrap break-all rounded-sm bg-raised p-2">
            {event.detail}
          </pre>
        </details>
      )}
    </li>
  );
}

/** The day is said once: most tasks begin and end on one. */
function Moment({ at, after }: { at: string; after: string | undefined }) {
  const format = useFormatter();
  const dayOf = (moment: string) => format.dateTime(new Date(moment), { dateStyle: "medium" });
  const sameDay = after !== undefined && dayOf(after) === dayOf(at);
  const time = format.dateTime(new Date(at), { timeStyle: "medium" });
  return <time dateTime={at}>{sameDay ? time : `${dayOf(at)} ${time}`}</time>;
}

/** The message for a transition: most say enough by where they lead, a few by where they come from. */
export function wordsOf({ from, to }: Pick<TaskEventView, "from" | "to">) {
  if (from === null) return "created" as const;
  if (from === to) return "noted" as const;
  if (to === "waiting") return from === "unconfirmed" ? ("resend" as const) : ("requeued" as const);
  if (to === "queued" && from === "in_progress") return "requeuedUpstream" as const;
  if (to === "queued" && from !== "submitting") return "adopted" as const;
  return `to.${to}` as const;
}
