"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { TaskView } from "@/lib/task/view";
import { type News, newsSince, type Statuses, statusesOf } from "./news";

const order: readonly News[] = ["completed", "underWay", "failed", "unconfirmed"];

/** Tells assistive technology what became of the tasks one watches: one sentence a change, none for mere progress. */
export function Announcer({ tasks }: { tasks: readonly TaskView[] }) {
  const t = useTranslations("tasks.news");
  const before = useRef<Statuses>(statusesOf(tasks));
  const [said, setSaid] = useState("");

  useEffect(() => {
    const now = statusesOf(tasks);
    const news = newsSince(before.current, now);
    // A task leaves one list a moment before it arrives in the other: what was known of it is kept.
    before.current = new Map([...before.current, ...now]);
    const sentences = order.flatMap((kind) => (news[kind] ? [t(kind, { count: news[kind] })] : []));
    if (sentences.length > 0) setSaid(sentences.join(" "));
  }, [tasks, t]);

  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
