"use server";

import { cookies, headers } from "next/headers";
import { z } from "zod";
import {
  changePassword as change,
  signOut as close,
  createOwner,
  nameKeyOf,
  signIn as open,
  openSession,
} from "@/lib/access/accounts";
import { atTheDoor, guarded } from "@/lib/access/action";
import { addressOf } from "@/lib/access/address";
import { sessionCookie, sessionCookieOptions, tokenIn } from "@/lib/access/cookie";
import { passwordLength } from "@/lib/access/password";
import { isSetupToken } from "@/lib/access/setup";
import { systemClock } from "@/lib/clock";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { err, ok, type Result } from "@/lib/result";
import type { ActionFailure, DoorFault } from "./failure";

const refused = (fault: DoorFault) => err({ kind: "door" as const, fault });

const name = z.string().trim().min(1).max(100);
const newPassword = z.string().min(passwordLength.least).max(passwordLength.most);
const credentials = z.object({ name: z.string().max(100), password: z.string().max(1000) });

/** Signs this browser in. The refusal does not tell whether the name or the password was wrong. */
export async function signIn(given: {
  name: string;
  password: string;
}): Promise<Result<null, ActionFailure>> {
  return atTheDoor("signIn", async () => {
    if (env().publicOrigin === null) return err({ kind: "notFound" });
    const parsed = credentials.safeParse(given);
    if (!parsed.success) return refused({ code: "wrong" });
    const address = addressOf(await headers());
    const token = await open(db(), { ...parsed.data, address }, systemClock.now());
    if (token.ok) return keepToken(token.value);
    if (token.error.kind === "wrong") return refused({ code: "wrong" });
    const minutes = Math.ceil(token.error.waitMs / 60_000);
    return refused({ code: "slowDown", values: { minutes } });
  });
}

/** Makes the owner's account with the token from the console, once, and signs this browser in. */
export async function setUp(given: {
  token: string;
  name: string;
  password: string;
}): Promise<Result<null, ActionFailure>> {
  return atTheDoor("setUp", async () => {
    if (env().publicOrigin === null) return err({ kind: "notFound" });
    const token = z.string().max(200).safeParse(given?.token);
    if (!token.success || !isSetupToken(token.data)) return refused({ code: "token" });
    const fault = faultOf(given);
    if (fault) return refused(fault);
    const now = systemClock.now();
    const owner = await createOwner(db(), given, now);
    if (!owner) return refused({ code: "ownerExists" });
    return keepToken(await openSession(db(), owner.id, now));
  });
}

/** Ends this browser's session; silent where there is none. */
export async function signOut(): Promise<Result<null, ActionFailure>> {
  return atTheDoor("signOut", async () => {
    const token = tokenIn(await headers());
    if (token) await close(db(), token);
    (await cookies()).set(sessionCookie, "", { ...sessionCookieOptions, maxAge: 0 });
    return ok(null);
  });
}

/** Changes the password of who is signed in, and signs out everywhere else. */
export async function changePassword(given: {
  present: string;
  next: string;
}): Promise<Result<null, ActionFailure>> {
  return guarded(
    "changePassword",
    async (actor) => {
      if (actor.kind !== "account") return err({ kind: "notFound" });
      const next = newPassword.safeParse(given?.next);
      if (!next.success) return refused(passwordFault);
      const present = z.string().max(1000).safeParse(given?.present);
      const passwords = { present: present.data ?? "", next: next.data };
      if (!(await change(db(), actor.accountId, passwords))) return refused({ code: "wrong" });
      return keepToken(await openSession(db(), actor.accountId, systemClock.now()));
    },
    "account",
  );
}

const passwordFault: DoorFault = { code: "password", values: { least: passwordLength.least } };

function faultOf(given: { name: string; password: string }): DoorFault | null {
  const chosen = name.safeParse(given.name);
  if (!chosen.success || nameKeyOf(chosen.data) === "") return { code: "name" };
  return newPassword.safeParse(given.password).success ? null : passwordFault;
}

async function keepToken(token: string): Promise<Result<null, never>> {
  (await cookies()).set(sessionCookie, token, sessionCookieOptions);
  return ok(null);
}
