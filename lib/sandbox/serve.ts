/** The sandbox as an HTTP server of its own: `npm run sandbox`. See README.md beside this file. */
import "server-only";
import { createServer, type Server } from "node:http";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { ChannelId } from "./channels";
import { withControl } from "./control";
import { type FilmMaker, renderFilm } from "./film/maker";
import { openFilmShelf } from "./films";
import { defaultKeys } from "./keys";
import { listen, serveWith, stop } from "./node-http";
import { createSandbox, type Sandbox } from "./sandbox";
import { openJobStore } from "./store";

export interface SandboxServerOptions {
  /** Where jobs and films are kept; the next start finds them again. */
  dataDir: string;
  /** 0, the default, takes a free one. */
  port?: number;
  cdnPort?: number;
  /** How many seconds of life pass in one second; 10 when absent. */
  speed?: number;
  /** Frames per second of the films; 24 when absent. */
  fps?: number;
  keys?: Partial<Record<ChannelId, string>>;
  /** Micro-dollars; no end when absent. */
  balanceMicros?: number | null;
  /** Answers `GET /v1/videos` too, which API Yi's relay is not known to do. */
  list?: boolean;
  /** Draws the films; a test may cache or fake them. */
  make?: FilmMaker;
}

export interface SandboxServer extends Omit<Sandbox, "handle"> {
  /** Without a path: what a studio takes as `API_YI_BASE_URL`. */
  baseUrl: string;
  /** What a studio takes as `API_YI_LINK_ORIGINS`. */
  cdnOrigin: string;
  keys: Readonly<Record<ChannelId, string>>;
  /** Moves the sandbox's clock forward by so many ms. */
  advance(ms: number): void;
}

/** Starts the sandbox on loopback: the API on one port, the CDN of its links on another. @throws when a port is taken. */
export async function startSandboxServer(options: SandboxServerOptions): Promise<SandboxServer> {
  // A request may come between listening and being ready: it waits.
  const serverOf = (part: "api" | "cdn") =>
    createServer(async (incoming, outgoing) => (await ready).serve[part](incoming, outgoing));
  const servers = { api: serverOf("api"), cdn: serverOf("cdn") };
  const ready = listenAndOpen(servers, options);
  const { steering, origins, keys, advance } = await ready;
  return {
    ...steering,
    baseUrl: origins.api,
    cdnOrigin: origins.cdn,
    keys,
    advance,
    async close() {
      await Promise.all([stop(servers.api), stop(servers.cdn)]);
      await steering.close();
    },
  };
}

async function listenAndOpen(servers: { api: Server; cdn: Server }, options: SandboxServerOptions) {
  const keys = { ...defaultKeys, ...options.keys };
  const origins = {
    api: await listen(servers.api, options.port ?? 0),
    cdn: await listen(servers.cdn, options.cdnPort ?? 0),
  };
  let ahead = 0;
  const advance = (ms: number) => {
    ahead += ms;
  };
  const sandbox = createSandbox({
    clock: { now: () => new Date(Date.now() + ahead) },
    speed: options.speed ?? 10,
    fps: options.fps ?? 24,
    hasList: options.list ?? false,
    origins,
    keys,
    balanceMicros: options.balanceMicros ?? null,
    store: openJobStore(path.join(options.dataDir, "jobs")),
    films: openFilmShelf({
      folder: path.join(options.dataDir, "films"),
      make: options.make ?? renderFilm,
      atOnce: 1,
    }),
  });
  const { handle, ...steering } = sandbox;
  const serve = {
    api: serveWith(origins.api, withControl(sandbox, advance)),
    cdn: serveWith(origins.cdn, handle),
  };
  return { steering, serve, origins, keys, advance };
}

const port = z.coerce.number().int().min(0).max(65_535);
const flags = z.object({
  port: port.default(4010),
  "cdn-port": port.default(4011),
  speed: z.coerce.number().min(1).max(1000).default(10),
  fps: z.coerce.number().int().min(1).max(60).default(24),
  data: z.string().default("data/sandbox-server"),
  "official-key": z.string().min(1).default(defaultKeys["sora-official"]),
  "async-key": z.string().min(1).default(defaultKeys["sora-async"]),
  /** In dollars, on the command line only. */
  balance: z.coerce.number().nonnegative().optional(),
});

function readFlags(args: string[]): SandboxServerOptions {
  const names = Object.keys(flags.shape);
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  const read = flags.parse({ ...parseArgs({ args, options }).values });
  return {
    dataDir: path.resolve(read.data),
    port: read.port,
    cdnPort: read["cdn-port"],
    speed: read.speed,
    fps: read.fps,
    keys: { "sora-official": read["official-key"], "sora-async": read["async-key"] },
    balanceMicros: read.balance === undefined ? null : Math.round(read.balance * 1_000_000),
  };
}

async function main() {
  const options = readFlags(process.argv.slice(2));
  const server = await startSandboxServer(options);
  const { baseUrl, cdnOrigin, keys } = server;
  console.log(
    [
      // For programs that start this one, possibly on a free port: always the first line.
      JSON.stringify({ baseUrl, cdnOrigin }),
      `The sandbox answers at ${options.speed} times the speed of life. To point the studio at it:`,
      `  API_YI_BASE_URL=${baseUrl}`,
      `  API_YI_LINK_ORIGINS=${cdnOrigin}`,
      `  API_YI_OFFICIAL_KEY=${keys["sora-official"]}`,
      `  API_YI_ASYNC_KEY=${keys["sora-async"]}`,
      `Its bill: ${baseUrl}/__control/bill`,
    ].join("\n"),
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => server.close().then(() => process.exit(0)));
  }
}

if (process.argv[1] === import.meta.filename) await main();
