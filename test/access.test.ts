import { beforeEach, describe, expect, it, test, vi } from "vitest";
import { createOwner, openSession } from "@/lib/access/accounts";
import { sessionCookie } from "@/lib/access/cookie";
import { readEnv } from "@/lib/env";
import { testDb } from "./support/db";
import { production } from "./support/source-files";

/**
 * Everything that a request can reach, from the files themselves: in a studio with accounts each of them refuses who has
 * not signed in, whatever headers the request carries. A new one is tested by being there.
 */

const world = vi.hoisted(() => ({
  db: null as unknown,
  env: null as unknown,
  headers: new Headers(),
}));
const noCookies = { set: () => {}, get: () => undefined };
vi.mock("next-intl/server", () => ({
  getLocale: async () => "en",
  getTranslations: async () => String,
}));
vi.mock("next/headers", () => ({
  headers: async () => world.headers,
  cookies: async () => noCookies,
}));
vi.mock("@/lib/db", async (actual) => ({ ...(await actual<object>()), db: () => world.db }));
vi.mock("@/lib/env", async (actual) => ({ ...(await actual<object>()), env: () => world.env }));

const origin = "https://studio.example";
const id = "0193480e-7c2b-7aaa-8bbb-0123456789ab";
/** Open to everybody on purpose, each for the reason beside it. */
const open = {
  routes: ["app/api/health/route GET"], // for process managers; tells nothing private
  actions: ["signIn", "setUp", "signOut", "setLocale"], // the door, and a browser's own language
};

let db: ReturnType<typeof testDb>["db"];
beforeEach(() => {
  db = testDb().db;
  world.db = db;
  world.env = readEnv({ RUSHES_ORIGIN: origin, LOG_LEVEL: "silent" });
});

const own = { host: "studio.example", origin, "sec-fetch-site": "same-origin" };
const crafted: [string, Record<string, string>][] = [
  ["no session", own],
  ["a made-up session", { ...own, cookie: `${sessionCookie}=${"a".repeat(43)}` }],
  ["two sessions", { ...own, cookie: `${sessionCookie}=a; ${sessionCookie}=b` }],
  [
    "the headers of a proxy",
    { ...own, "x-forwarded-for": "127.0.0.1", "x-forwarded-host": "localhost" },
  ],
  [
    "Next's own marks",
    { ...own, "x-middleware-subrequest": "middleware", "x-middleware-next": "1" },
  ],
  ["a token in place of a session", { ...own, authorization: "Bearer token", "x-nonce": "n" }],
];

type Handler = (request: Request, context: object) => Promise<Response>;
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

const handlers: [string, string, Handler][] = [];
for (const { path } of production.filter((file) => /^app\/.*\/route$/.test(withoutTs(file.path)))) {
  const module: Record<string, unknown> = await import(/* @vite-ignore */ `../${path}`);
  for (const method of methods) {
    const handler = module[method];
    if (typeof handler === "function") handlers.push([withoutTs(path), method, handler as Handler]);
  }
}

const actions: [string, (...given: unknown[]) => Promise<unknown>][] = [];
for (const { path } of production.filter(({ text }) => text.startsWith('"use server";'))) {
  const module: Record<string, unknown> = await import(/* @vite-ignore */ `../${path}`);
  for (const [name, action] of Object.entries(module)) {
    if (typeof action === "function") {
      actions.push([name, action as (...given: unknown[]) => Promise<unknown>]);
    }
  }
}

const guardedHandlers = handlers.filter(
  ([path, method]) => !open.routes.includes(`${path} ${method}`),
);
const guardedActions = actions.filter(([name]) => !open.actions.includes(name));

test("there are routes and actions to be asked, and what is open exists", () => {
  expect(guardedHandlers.length).toBeGreaterThan(8);
  expect(guardedActions.length).toBeGreaterThan(8);
  expect(handlers.length - guardedHandlers.length).toBe(open.routes.length);
  expect(actions.length - guardedActions.length).toBe(open.actions.length);
});

const reach = (handler: Handler, method: string, headers: Record<string, string>) => {
  const body = method === "POST" ? { body: "{}" } : {};
  const request = new Request(`${origin}/x?id=${id}`, { method, headers, ...body });
  return handler(request, { params: Promise.resolve({ id, key: ["videos", `${id}.mp4`] }) });
};

describe.each(crafted)("with %s", (_, headers) => {
  it.each(guardedHandlers)("%s %s does not answer", async (_path, method, handler) => {
    const response = await reach(handler, method, headers);
    expect(response.status).toBe(401);
    if (method !== "HEAD") expect(await response.json()).toEqual({ error: { code: "signedOut" } });
  });

  it.each(guardedActions)("%s does nothing", async (_name, action) => {
    world.headers = new Headers(headers);
    expect(await action(id, id)).toEqual({ ok: false, error: { kind: "signedOut" } });
  });
});

describe("with the owner's session, but from another page", () => {
  const foreign = async () => {
    const owner = await createOwner(db, { name: "Ada", password: "a quiet room" }, new Date());
    const token = await openSession(db, owner?.id ?? "", new Date());
    return { host: "studio.example", cookie: `${sessionCookie}=${token}` };
  };

  it.each(actions)("%s does nothing", async (_name, action) => {
    const session = await foreign();
    const elsewhere: Record<string, string>[] = [
      {},
      { origin: "https://evil.example" },
      { "sec-fetch-site": "cross-site" },
    ];
    for (const from of elsewhere) {
      world.headers = new Headers({ ...session, ...from });
      expect(await action(id, id)).toEqual({ ok: false, error: { kind: "forbidden" } });
    }
  });

  it.each(guardedHandlers)("%s %s does not answer", async (_path, method, handler) => {
    const headers = {
      ...(await foreign()),
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "cors",
    };
    expect((await reach(handler, method, headers)).status).toBe(403);
  });
});

describe("with a viewer's session", () => {
  it.each(guardedActions.filter(([name]) => name !== "changePassword"))(
    "%s changes nothing",
    async (_name, action) => {
      const account = await db.account.create({
        data: {
          ...{ name: "Vi", nameKey: "vi", role: "viewer" },
          ...{ passwordHash: "-", createdAt: new Date() },
        },
      });
      const token = await openSession(db, account.id, new Date());
      world.headers = new Headers({ ...own, cookie: `${sessionCookie}=${token}` });
      expect(await action(id, id)).toEqual({ ok: false, error: { kind: "notAllowed" } });
    },
  );
});

function withoutTs(path: string): string {
  return path.replace(/\.ts$/, "");
}
