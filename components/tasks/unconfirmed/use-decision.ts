"use client";

import { toast } from "sonner";
import type { ActionFailure } from "@/lib/actions/failure";
import type { Result } from "@/lib/result";
import { useTaskAction } from "../use-task-action";
import { useDecisionWords } from "./use-decision-words";

/** Takes a decision that needs no more than a yes, and says what came of it. */
export function useDecision() {
  const { pending, run } = useTaskAction();
  const words = useDecisionWords();
  const decide = (action: () => Promise<Result<null, ActionFailure>>, done: string) =>
    run(action, (refusal) => {
      if (refusal) toast.error(words(refusal));
      else toast.success(done);
    });
  return { pending, decide };
}
