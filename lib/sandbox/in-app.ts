import "server-only";
import path from "node:path";
import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";
import { singleton } from "@/lib/singleton";
import { type ChannelId, channelIds } from "./channels";
import { renderFilm } from "./film/maker";
import { openFilmShelf } from "./films";
import { defaultKeys } from "./keys";
import { createSandbox } from "./sandbox";
import { openJobStore } from "./store";

/** How the studio reaches the sandbox inside its own process: as it would reach API Yi, without a network. */
export interface SandboxTransport {
  /** Stands in for `fetch`. Rejects where a connection would break. */
  handle(request: Request): Promise<Response>;
  baseUrl: URL;
  /** The origins that result links lead to. */
  linkOrigins: string[];
  /** The key of a channel. @throws when the sandbox does not have that channel. */
  keyFor(channelId: string): string;
  /** How many seconds of life pass in one second. */
  timeScale: number;
}

const origins = { api: "http://sandbox.localhost", cdn: "http://cdn.sandbox.localhost" };

const isChannel = (id: string): id is ChannelId => channelIds.some((each) => each === id);

function open(): SandboxTransport {
  const { dataDir, sandboxSpeed } = env();
  const folder = path.join(dataDir, "sandbox");
  const sandbox = createSandbox({
    clock: systemClock,
    speed: sandboxSpeed,
    fps: 24,
    origins,
    keys: defaultKeys,
    balanceMicros: null,
    store: openJobStore(path.join(folder, "jobs")),
    films: openFilmShelf({ folder: path.join(folder, "films"), make: renderFilm, atOnce: 1 }),
  });
  return {
    handle: sandbox.handle,
    baseUrl: new URL(origins.api),
    linkOrigins: [origins.cdn],
    keyFor(channelId) {
      if (!isChannel(channelId)) throw new Error(`The sandbox has no channel "${channelId}"`);
      return defaultKeys[channelId];
    },
    timeScale: sandboxSpeed,
  };
}

/** The sandbox of this process, kept under the data folder; opened at the first call. */
export const sandboxTransport = (): SandboxTransport => singleton("sandbox", open);
