"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { attempt, type Refusal } from "@/components/shell/attempt";
import type { ActionFailure } from "@/lib/actions/failure";
import { paths } from "@/lib/paths";
import type { Result } from "@/lib/result";

/**
 * Knocks with what a form holds, and goes in when the door opens.
 * @param knock a server action.
 */
export function useDoor(knock: (form: FormData) => Promise<Result<null, ActionFailure>>) {
  const router = useRouter();
  const [refusal, setRefusal] = useState<Exclude<Refusal, { kind: "input" }> | null>(null);
  const [pending, setPending] = useState(false);

  const submit = async (form: FormData) => {
    setPending(true);
    setRefusal(null);
    const answer = await attempt(() => knock(form));
    if (answer.ok) {
      // Everything read before belongs to nobody.
      router.replace(paths.studio());
      router.refresh();
      return;
    }
    setPending(false);
    if (answer.error.kind !== "input") setRefusal(answer.error);
  };

  /** Whether the field is to blame for the refusal. */
  const blames = (...codes: string[]) =>
    refusal?.kind === "door" && codes.includes(refusal.fault.code);

  return { submit, pending, refusal, blames };
}
