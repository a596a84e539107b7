import "server-only";
import { type Context, spent } from "./context";
import { type Answer, Refusal, unauthorized } from "./refusals";

/** API Yi counts in units of which 500,000 are a dollar. */
const microsPerUnit = 2;
/** Where nobody has set a balance: a million dollars to begin with. */
const plenty = 1_000_000_000_000;

export const accountPath = "/api/user/self";

/** `GET /api/user/self`: what is left, for the console's access token, which is sent raw. Held money is gone already. */
export function account(context: Context, authorization: string | null): Answer {
  if (authorization !== context.consoleToken) throw new Refusal(unauthorized());
  const used = spent(context);
  const quota = Math.floor(((context.credit ?? plenty) - used) / microsPerUnit);
  const data = { id: 1, username: "sandbox", quota, used_quota: Math.floor(used / microsPerUnit) };
  return { status: 200, body: { success: true, message: "", data } };
}
