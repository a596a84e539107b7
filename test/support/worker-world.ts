import type { LookupFunction } from "node:net";
import path from "node:path";
import pino from "pino";
import { z } from "zod";
import { builtInCatalogue, findChannel } from "@/lib/catalogue/catalogue";
import type { Channel } from "@/lib/catalogue/types";
import type { Clock } from "@/lib/clock";
import type { Db } from "@/lib/db";
import { createLocalStorage } from "@/lib/storage/local";
import type { Upstream } from "@/lib/upstream/contract";
import { httpTransport } from "@/lib/upstream/http";
import { publicLookup } from "@/lib/upstream/links";
import { openAiVideos } from "@/lib/upstream/openai-videos";
import type { WorkerDeps } from "@/lib/worker/deps";
import { createMemory } from "@/lib/worker/memory";
import { scalePace } from "@/lib/worker/pace";
import { openSpool } from "@/lib/worker/spool";

const ms = z.number();

/** Where a worker finds everything. Plain data: it is also handed to processes, and a test may change it on the way. */
export const planSchema = z.object({
  databaseUrl: z.string(),
  /** Holds `media`, `spool` and the clock. */
  folder: z.string(),
  /** The API, or whatever a test has put before it. */
  baseUrl: z.string(),
  linkOrigins: z.array(z.string()),
  /** By channel. */
  keys: z.record(z.string(), z.string()),
  /** How much faster than life the upstream runs. */
  speed: z.number(),
  timeouts: z.object({ create: ms, poll: ms, head: ms, stall: ms, film: ms }),
});
export type WorldPlan = z.infer<typeof planSchema>;

export const clockFile = ({ folder }: WorldPlan): string => path.join(folder, "clock");

/** How names are resolved, where a test has a say in it. */
export interface Names {
  /** Of the API. */
  api?: LookupFunction;
  /** Of result links that lead elsewhere. */
  links?: LookupFunction;
}

/** A worker's real world: real database, real files, real HTTP. */
export function workerWorld(plan: WorldPlan, db: Db, clock: Clock, names: Names = {}): WorkerDeps {
  return {
    db,
    clock,
    random: Math.random,
    log: pino({ level: "silent" }),
    storage: createLocalStorage(path.join(plan.folder, "media")),
    roomLeft: async () => 2 ** 40,
    memory: createMemory(),
    spool: openSpool(path.join(plan.folder, "spool")),
    upstreamFor: ({ channel }) => upstreamAt(plan, channel, names),
    paceOf: ({ channel }) => scalePace(channelOf(channel).pace, plan.speed),
    fingerprintOf: ({ channel }) => plan.keys[channel] ?? null,
  };
}

function upstreamAt(plan: WorldPlan, channelId: string, names: Names): Upstream {
  const key = plan.keys[channelId];
  if (!key) throw new Error(`channel ${channelId} has no key`);
  const baseUrl = new URL(plan.baseUrl);
  const api = httpTransport(names.api && { lookup: names.api });
  return openAiVideos({
    ...{ baseUrl, key, api, timeouts: plan.timeouts, wire: channelOf(channelId).wire },
    links: {
      trustedOrigins: new Set([baseUrl.origin, ...plan.linkOrigins]),
      trusted: api,
      untrusted: httpTransport({ lookup: names.links ?? publicLookup() }),
    },
  });
}

export function channelOf(id: string): Channel {
  const channel = findChannel(builtInCatalogue, id);
  if (!channel) throw new Error(`no channel ${id}`);
  return channel;
}
