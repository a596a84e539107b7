import "server-only";
import { account, accountPath } from "./account";
import { type ChannelId, identify } from "./channels";
import { type Context, nowMs } from "./context";
import { create } from "./create";
import { content, link } from "./deliver";
import { inflict } from "./fault";
import { list } from "./list";
import type { LoggedRequest } from "./log";
import { readOrder } from "./order";
import {
  Refusal,
  tooManyRequests,
  toResponse,
  unauthorized,
  unknownRoute,
  unknownTask,
} from "./refusals";
import { status } from "./status";

/**
 * Finds what answers a request. Completes the log entry with what it learns.
 * @throws Refusal for every refusal, HangUp where the connection breaks.
 */
export async function route(
  context: Context,
  request: Request,
  entry: LoggedRequest,
): Promise<Response> {
  const { origin, pathname } = new URL(request.url);
  const injected = takeInjection(context, request.method, pathname);
  if (injected) return inflict(injected, request);
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (origin === context.origins.cdn && isRead) return link(context, request);
  if (origin === context.origins.api && pathname === accountPath && isRead) {
    return toResponse(account(context, request.headers.get("Authorization")));
  }
  const target =
    origin === context.origins.api ? targetOf(context, request.method, pathname) : null;
  if (!target) throw new Refusal(unknownRoute(request.method, pathname));

  const channel = identify(request.headers.get("Authorization"), context.keys);
  if (!channel) throw new Refusal(unauthorized());
  entry.channel = channel;
  if (target.kind !== "content") keepPace(context, channel);
  if (target.kind === "list") return list(context, channel);
  if (target.kind === "create") {
    const order = await readOrder(request, channel);
    entry.prompt = order.prompt.slice(0, 200);
    return create(context, request, order);
  }
  const job = context.store.get(target.id);
  if (job?.channel !== channel) throw new Refusal(unknownTask());
  return target.kind === "status" ? status(context, request, job) : content(context, request, job);
}

type Target = { kind: "create" } | { kind: "list" } | { kind: "status" | "content"; id: string };

/** The relay is not known to route more than three: OpenAI's list only where a test asks for it (UPSTREAM section 1). */
function targetOf({ hasList }: Context, method: string, pathname: string): Target | null {
  const [match, id, tail] = /^\/v1\/videos(?:\/(\w+)(\/content)?)?$/.exec(pathname) ?? [];
  if (match === undefined) return null;
  if (id === undefined && method === "POST") return { kind: "create" };
  if (id === undefined) return hasList && method === "GET" ? { kind: "list" } : null;
  if (tail) return method === "GET" || method === "HEAD" ? { kind: "content", id } : null;
  return method === "GET" ? { kind: "status", id } : null;
}

function takeInjection(context: Context, method: string, pathname: string) {
  const found = context.injections.find(
    (each) => pathname.startsWith(each.path) && (each.method ?? method) === method,
  );
  if (found) found.times -= 1;
  context.injections = context.injections.filter((each) => each.times > 0);
  return found?.answer;
}

/** Creates and polls share one window. */
function keepPace(context: Context, channel: ChannelId) {
  const wait = context.windows.get(channel)?.take(nowMs(context)) ?? 0;
  if (wait > 0) throw new Refusal(tooManyRequests(String(Math.ceil(wait / 1000))));
}
