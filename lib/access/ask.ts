import "server-only";
import { systemClock } from "@/lib/clock";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { actorOfToken } from "./accounts";
import { type Actor, type Deed, may } from "./actor";
import { isOwnRequest, isOwnWrite } from "./authorise";
import { tokenIn } from "./cookie";

/** Why a request is not answered. */
export type Refused =
  /** It does not come from this studio's own page. */
  | "forbidden"
  /** Nobody has signed in with this browser, or no longer. */
  | "signedOut"
  /** This account may not do that. */
  | "notAllowed";

/**
 * The one question that every page, handler and action asks first: may whoever sent this request do that?
 * @returns who it is, or why not.
 */
export async function ask(headers: Headers, deed: Deed): Promise<Actor | Refused> {
  const { publicOrigin } = env();
  const isOwn = deed === "see" ? isOwnRequest : isOwnWrite;
  if (!isOwn(headers, publicOrigin)) return "forbidden";
  const actor = publicOrigin ? await accountOf(headers) : ({ kind: "local" } as const);
  if (!actor) return "signedOut";
  return may(actor, deed) ? actor : "notAllowed";
}

/** Whether a write comes from the studio's own page, whoever sent it: for the door itself. */
export const isAtTheDoor = (headers: Headers): boolean => isOwnWrite(headers, env().publicOrigin);

async function accountOf(headers: Headers): Promise<Actor | null> {
  const token = tokenIn(headers);
  return token === null ? null : actorOfToken(db(), token, systemClock.now());
}

export const isRefused = (answer: Actor | Refused): answer is Refused => typeof answer === "string";
