import "server-only";
import { z } from "zod";
import type { Sandbox } from "./sandbox";

const answer = z.union([
  z.enum(["stall", "reset"]),
  z.strictObject({
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.unknown(),
  }),
]);

const bodies = {
  fault: z.strictObject({
    method: z.string().optional(),
    path: z.string().startsWith("/").default("/"),
    times: z.int().positive().default(1),
    answer,
  }),
  balance: z.strictObject({ micros: z.int().nonnegative().nullable() }),
  clock: z.strictObject({ advanceMs: z.int().nonnegative() }),
};

const prefix = "/__control/";

/**
 * The routes by which a test steers the stand-alone server (see README.md beside this file); they exist nowhere else.
 * @param advance moves the sandbox's clock forward by so many ms.
 * @returns a handler that leaves all other paths to the sandbox itself.
 */
export function withControl(
  sandbox: Sandbox,
  advance: (ms: number) => void,
): (request: Request) => Promise<Response> {
  const routes: Record<string, (body: unknown) => unknown> = {
    "GET bill": () => sandbox.bill(),
    "GET requests": () => sandbox.requests(),
    "POST fault": (body) => sandbox.inject(bodies.fault.parse(body)),
    "POST balance": (body) => sandbox.setBalance(bodies.balance.parse(body).micros),
    "POST clock": (body) => advance(bodies.clock.parse(body).advanceMs),
    "POST reset": () => sandbox.reset(),
  };
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(prefix)) return sandbox.handle(request);
    const run = routes[`${request.method} ${pathname.slice(prefix.length)}`];
    if (!run) return Response.json({ error: "no such control route" }, { status: 404 });
    try {
      const text = await request.text();
      const result = await run(text === "" ? undefined : JSON.parse(text));
      return Response.json(result ?? { ok: true });
    } catch (error) {
      return Response.json({ error: String(error) }, { status: 400 });
    }
  };
}
