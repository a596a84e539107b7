import "server-only";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { type Db, db } from "@/lib/db";
import { isOwnRequest } from "./authorise";

/**
 * The database, for a page or a layout that may show what is in it. They have it from nowhere else, so none can forget
 * to ask. For a web page elsewhere that has made its own name lead here (DNS rebinding) there is nothing here.
 * @throws Next's "not found" when the request is not this studio's own.
 */
export async function pageDb(): Promise<Db> {
  if (!isOwnRequest(await headers())) notFound();
  return db();
}
