import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { type Db, db } from "@/lib/db";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";
import { hasOwner } from "./accounts";
import type { Actor } from "./actor";
import { ask, isRefused } from "./ask";

/**
 * The database, for a page or a layout that may show what is in it. They have it from nowhere else, so none can forget
 * to ask. For a web page elsewhere that has made its own name lead here (DNS rebinding) there is nothing here.
 * @throws Next's "not found" when the request is not this studio's own or the account may not see it, its redirect to
 * the door when nobody has signed in.
 */
export async function pageDb(): Promise<Db> {
  await pageActor();
  return db();
}

/** Who looks at a page. @throws as `pageDb`. */
export async function pageActor(): Promise<Actor> {
  const asked = await ask(await headers(), "see");
  if (!isRefused(asked)) return asked;
  if (asked !== "signedOut") notFound();
  redirect((await hasOwner(db())) ? paths.login() : paths.setup());
}

/**
 * For the two pages of the door: only the one that leads in is there.
 * @throws Next's redirect to the other one, or to the studio for who is in; "not found" where there is no door.
 */
export async function pageAtTheDoor(page: "login" | "setup"): Promise<void> {
  const asked = await ask(await headers(), "see");
  if (env().publicOrigin === null || asked === "forbidden") notFound();
  if (!isRefused(asked)) redirect(paths.studio());
  const door = (await hasOwner(db())) ? "login" : "setup";
  if (door !== page) redirect(paths[door]());
}
