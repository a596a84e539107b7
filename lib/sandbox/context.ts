import type { Clock } from "@/lib/clock";
import { type Bill, billOf } from "./bill";
import type { ChannelId } from "./channels";
import type { FilmShelf } from "./films";
import { type Job, type Look, lookAt } from "./job";
import type { LoggedRequest } from "./log";
import type { WireFault } from "./sentinels";
import type { JobStore } from "./store";
import type { Tally } from "./tally";
import type { RequestWindow } from "./window";

export interface Origins {
  /** Where `/v1/videos` is. */
  api: string;
  /** Where the signed links of the official channel lead. */
  cdn: string;
}

/** Answers the next requests that match, whatever they ask. */
export interface Injection {
  method?: string;
  /** The beginning of the path. */
  path: string;
  times: number;
  answer: WireFault;
}

/** What the handlers of one sandbox share. */
export interface Context {
  clock: Pick<Clock, "now">;
  /** How many seconds of life pass in one second. */
  speed: number;
  /** Frames per second of the films. */
  fps: number;
  origins: Origins;
  keys: Readonly<Record<ChannelId, string>>;
  store: JobStore;
  films: FilmShelf;
  /** Whether `GET /v1/videos` lists the jobs, as OpenAI's own API does. */
  hasList: boolean;
  /** Micro-dollars that all jobs together may cost; null for no end. */
  credit: number | null;
  /** What opens the account's own routes: no API key. */
  consoleToken: string;
  tally: Tally;
  windows: ReadonlyMap<ChannelId, RequestWindow>;
  injections: Injection[];
  log: LoggedRequest[];
}

export const nowMs = ({ clock }: Pick<Context, "clock">): number => clock.now().getTime();

/** Where a job stands right now. */
export const look = (context: Context, job: Job): Look =>
  lookAt(job, nowMs(context), context.films.state(job.id));

export const bill = (context: Context): Bill =>
  billOf(context.store.all(), (job) => look(context, job));

/** Micro-dollars that are spent or set aside. */
export function spent(context: Context): number {
  const { heldMicros, chargedMicros } = bill(context);
  return heldMicros + chargedMicros;
}
