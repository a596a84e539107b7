"use client";

import { useState } from "react";
import { toast } from "sonner";
import { claimUpstreamId } from "@/lib/actions/unconfirmed";
import type { AdoptionRefusal, TaskView } from "@/lib/task/view";
import { useTaskAction } from "../use-task-action";
import { useDecisionWords } from "./use-decision-words";

/**
 * Sends an id to be checked. What is refused at once is told here; what upstream says to it, the task tells later.
 * @returns refused: why the last id was not even checked.
 */
export function useClaim(task: Pick<TaskView, "id">) {
  const { pending, run } = useTaskAction();
  const words = useDecisionWords();
  const [refused, setRefused] = useState<AdoptionRefusal | "empty" | null>(null);
  const claim = (upstreamId: string) => {
    if (!upstreamId) return setRefused("empty");
    run(
      () => claimUpstreamId(task.id, upstreamId),
      (refusal) => {
        setRefused(refusal?.kind === "adoption" ? refusal.refusal : null);
        if (refusal && refusal.kind !== "adoption") toast.error(words(refusal));
      },
    );
  };
  return { pending, refused, claim };
}
