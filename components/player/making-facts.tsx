"use client";

import { useFormatter, useTranslations } from "next-intl";
import { ReferenceImage } from "@/components/gallery/reference-image";
import { useTaskNames } from "@/components/shell/use-task-names";
import { formatSize } from "@/lib/format";
import type { ReferenceView, TaskDetailView } from "@/lib/task/view";
import { Fact, FactCode, FactGroup, FactList } from "./fact";

/** A file may be a little off its length without that being news, in ms. */
const lengthTolerance = 250;

/** With what a film was made, and what came of it. */
export function MakingFacts({ task }: { task: TaskDetailView }) {
  const t = useTranslations("viewer.facts");
  const names = useTaskNames(task);
  return (
    <FactGroup title={t("title")}>
      <FactList>
        <Fact name={t("channel")}>{names.channel}</Fact>
        <Fact name={t("model")}>{names.model}</Fact>
        <Fact name={t("length")}>
          <Length task={task} />
        </Fact>
        <Fact name={t("size")}>
          <Size task={task} />
        </Fact>
        {task.reference && (
          <Fact name={t("image")}>
            <SentImage reference={task.reference} size={task.size} />
          </Fact>
        )}
        <Moment name={t("created")} at={task.createdAt} />
        <Moment name={t("submitted")} at={task.submittedAt} />
        <Moment name={t("settled")} at={task.settledAt} />
        {task.upstreamId && (
          <Fact name={t("upstreamId")}>
            <FactCode text={task.upstreamId} copyLabel={t("copyUpstreamId")} />
          </Fact>
        )}
      </FactList>
    </FactGroup>
  );
}

function Length({ task: { video, seconds } }: { task: TaskDetailView }) {
  const t = useTranslations("viewer.facts");
  const format = useFormatter();
  const asked = t("seconds", { seconds });
  if (!video || Math.abs(video.durationMs - seconds * 1000) <= lengthTolerance) return asked;
  const exact = format.number(video.durationMs / 1000, { maximumFractionDigits: 1 });
  return t("differs", { actual: t("seconds", { seconds: exact }), asked });
}

function Size({ task: { video, size } }: { task: TaskDetailView }) {
  const t = useTranslations("viewer.facts");
  const actual = video ? `${video.width}x${video.height}` : size;
  if (actual === size) return formatSize(size);
  return t("differs", { actual: formatSize(actual), asked: formatSize(size) });
}

/** A link to the very image that was sent. */
function SentImage({ reference, size }: { reference: ReferenceView; size: string }) {
  const t = useTranslations("viewer.facts");
  return (
    <a
      href={reference.url}
      target="_blank"
      rel="noreferrer"
      aria-label={t("openImage")}
      title={t("openImage")}
      className="inline-block rounded-sm align-top"
    >
      <ReferenceImage
        image={reference.image}
        framing={reference.framing}
        size={size}
        className="h-20 rounded-sm"
      />
    </a>
  );
}

function Moment({ name, at }: { name: string; at: string | null }) {
  const format = useFormatter();
  if (!at) return null;
  return (
    <Fact name={name}>
      <time dateTime={at}>
        {format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "medium" })}
      </time>
    </Fact>
  );
}
