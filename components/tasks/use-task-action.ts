"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTransition } from "react";
import { attempt, type Refusal } from "@/components/shell/attempt";
import type { ActionFailure } from "@/lib/actions/failure";
import { channelsQuery } from "@/lib/queries/channels";
import { costsKey } from "@/lib/queries/costs";
import { tasksKey } from "@/lib/queries/tasks";
import type { Result } from "@/lib/result";

/** Why something asked of a task was not done; there is no input that could be at fault. */
export type TaskRefusal = Exclude<Refusal, { kind: "input" }>;

/** Runs an action on a task, tells how that went (null: done), and reads anew what it may have changed. */
export function useTaskAction() {
  const queries = useQueryClient();
  const [pending, start] = useTransition();
  const run = (
    action: () => Promise<Result<null, ActionFailure>>,
    tell: (refusal: TaskRefusal | null) => void,
  ) =>
    start(async () => {
      const answer = await attempt(action);
      const refusal = answer.ok ? null : answer.error;
      if (refusal?.kind !== "input") tell(refusal);
      await Promise.all([
        queries.invalidateQueries({ queryKey: tasksKey }),
        queries.invalidateQueries({ queryKey: channelsQuery().queryKey }),
        queries.invalidateQueries({ queryKey: costsKey }),
      ]);
    });
  return { pending, run };
}
