import "server-only";
import { z } from "zod";
import { exchange } from "./exchange";
import type { Transport } from "./transport";

/** Why the balance is not known. */
export type BalanceFault =
  /** The console token was refused. */
  | "auth"
  /** No answer, or upstream broke. */
  | "unreachable"
  /** An answer that tells no balance. */
  | "unreadable";

export type BalanceOutcome =
  | { outcome: "balance"; micros: bigint }
  | { outcome: "failed"; fault: BalanceFault };

interface Account {
  baseUrl: URL;
  /** The console's access token: sent raw, and no API key (UPSTREAM section 1, "Balance"). */
  token: string;
  api: Transport;
  timeoutMs: number;
}

/** 500,000 of API Yi's units are a dollar. */
const microsPerUnit = 2n;

const self = z.object({ data: z.object({ quota: z.int() }) });

/** Asks API Yi what is left on the account. Free, and never part of a film. Never throws. */
export async function readBalance(
  { baseUrl, token, api, timeoutMs }: Account,
  signal: AbortSignal,
): Promise<BalanceOutcome> {
  const url = new URL(`${baseUrl.pathname.replace(/\/$/, "")}/api/user/self`, baseUrl);
  const headers = {
    authorization: token,
    accept: "application/json",
    "accept-encoding": "identity",
  };
  const outcome = await exchange(api, new Request(url, { headers }), timeoutMs, signal);
  if (!outcome.answered) return failed("unreachable");
  const { status, text } = outcome.answer;
  if (status === 401 || status === 403) return failed("auth");
  if (status !== 200) return failed("unreachable");
  return balanceIn(text);
}

function balanceIn(text: string): BalanceOutcome {
  try {
    const { quota } = self.parse(JSON.parse(text)).data;
    return { outcome: "balance", micros: BigInt(quota) * microsPerUnit };
  } catch {
    return failed("unreadable");
  }
}

const failed = (fault: BalanceFault): BalanceOutcome => ({ outcome: "failed", fault });
