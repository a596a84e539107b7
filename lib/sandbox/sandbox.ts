import "server-only";
import { randomUUID } from "node:crypto";
import type { Bill } from "./bill";
import { channelIds, channels } from "./channels";
import { bill, type Context, type Injection, nowMs, spent } from "./context";
import { wantFilm } from "./create";
import { defaultConsoleToken } from "./keys";
import { type LoggedRequest, note } from "./log";
import { Refusal, toResponse } from "./refusals";
import { route } from "./route";
import { createTally } from "./tally";
import { createWindow } from "./window";

export type SandboxOptions = Pick<
  Context,
  "clock" | "speed" | "fps" | "origins" | "keys" | "store" | "films"
> & {
  /** Default: no list, like the relay. */
  hasList?: boolean;
  /** Default: one that everybody may know. */
  consoleToken?: string;
  /** Micro-dollars that may be spent; null for no end. */
  balanceMicros: number | null;
};

export interface Sandbox {
  /**
   * Answers one request to the API or to the CDN, told apart by origin. @throws HangUp where the connection breaks.
   */
  handle(request: Request): Promise<Response>;
  bill(): Bill;
  /** The newest requests, oldest first. */
  requests(): readonly LoggedRequest[];
  inject(injection: Injection): void;
  /** Sets what is left to spend, in micro-dollars; null for no end. */
  setBalance(micros: number | null): void;
  /** Forgets everything: jobs, films, log, faults. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** How long a job is remembered, in real ms: the bill reaches back so far. */
const memory = 30 * 24 * 60 * 60 * 1000;

/** A faithful API Yi of our own (UPSTREAM section 1), in one process and without a network. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const context = createContext(options);
  sweep(context);
  for (const job of context.store.all()) {
    if (nowMs(context) < job.expiresAt) wantFilm(context, job);
  }
  return {
    handle: (request) => handle(context, request),
    bill: () => bill(context),
    requests: () => context.log,
    inject: (injection) => context.injections.push({ ...injection }),
    setBalance(micros) {
      context.credit = micros === null ? null : micros + spent(context);
    },
    async reset() {
      context.injections = [];
      context.log.length = 0;
      context.tally.clear();
      for (const window of context.windows.values()) window.clear();
      await Promise.all(context.store.all().map((job) => forget(context, job.id)));
    },
    close: () => context.films.close(),
  };
}

function createContext({ balanceMicros, ...options }: SandboxOptions): Context {
  const windows = channelIds.flatMap((id) => {
    const { window } = channels[id];
    return window ? [[id, createWindow(window.requests, window.per / options.speed)] as const] : [];
  });
  return {
    ...options,
    hasList: options.hasList ?? false,
    consoleToken: options.consoleToken ?? defaultConsoleToken,
    credit: balanceMicros,
    tally: createTally(),
    windows: new Map(windows),
    injections: [],
    log: [],
  };
}

async function handle(context: Context, request: Request): Promise<Response> {
  const { origin, pathname } = new URL(request.url);
  const entry = note(context.log, {
    at: nowMs(context),
    method: request.method,
    path: pathname,
    channel: origin === context.origins.cdn ? "cdn" : null,
    status: null,
  });
  if (request.method === "POST") sweep(context);
  const response = await route(context, request, entry).catch((error: unknown) => {
    if (error instanceof Refusal) return toResponse(error.answer);
    throw error;
  });
  entry.status = response.status;
  response.headers.set("X-Request-Id", `req_${randomUUID().replaceAll("-", "")}`);
  // By the same clock as `Retry-After`, which may be ahead of the system's.
  response.headers.set("Date", context.clock.now().toUTCString());
  return response;
}

/** Drops the films of expired jobs, and jobs too old to remember. What cannot be removed now is tried again later. */
function sweep(context: Context) {
  const now = nowMs(context);
  for (const job of context.store.all()) {
    if (now > job.createdAt + memory) forget(context, job.id).catch(() => {});
    else if (now >= job.expiresAt) context.films.drop(job.id).catch(() => {});
  }
}

async function forget(context: Context, id: string) {
  await context.films.forget(id);
  await context.store.remove(id);
}
