import type { ActionFailure } from "@/lib/actions/failure";
import { err, type Result } from "@/lib/result";

/** Why something the user asked for did not happen, the silence of the server included. */
export type Refusal = ActionFailure | { kind: "unreachable" };

/**
 * Runs a server action. Actions never throw by themselves, so a throw means that no answer came: whether it was
 * recorded is then unknown.
 */
export async function attempt<T>(
  action: () => Promise<Result<T, ActionFailure>>,
): Promise<Result<T, Refusal>> {
  try {
    return await action();
  } catch {
    return err({ kind: "unreachable" });
  }
}
