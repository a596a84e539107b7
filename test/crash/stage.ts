import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { builtInCatalogue } from "@/lib/catalogue/catalogue";
import type { Channel, Pace } from "@/lib/catalogue/types";
import type { LoggedRequest } from "@/lib/sandbox/log";
import { type SandboxServer, startSandboxServer } from "@/lib/sandbox/serve";
import { scalePace } from "@/lib/worker/pace";
import { quickFilms } from "../support/quick-films";

/** Where a run happens: a folder, and the sandbox that outlives every kill because it lives in this process. */
export interface Stage {
  folder: string;
  databaseUrl: string;
  mediaFolder: string;
  sandbox: SandboxServer;
  /** How many seconds of life pass in one second. */
  speed: number;
  /** Every request so far: the sandbox itself forgets the oldest. */
  requests(): LoggedRequest[];
  /** Waits until so many more requests have come. */
  arrivals(count: number, signal: AbortSignal): Promise<void>;
  /** The films as the sandbox keeps them. */
  servedFilm(jobId: string): string;
  close(): Promise<void>;
}

/** In several pieces, so that a download can be cut between them. */
const filmBytes = 300_000;

/** A folder below the system's temporary one, and a sandbox whose films cost next to nothing. */
export async function openStage(speed: number): Promise<Stage> {
  const folder = await mkdtemp(path.join(tmpdir(), "rushes-crash-"));
  const sandboxFolder = path.join(folder, "sandbox");
  const sandbox = await startSandboxServer({
    dataDir: sandboxFolder,
    speed,
    make: quickFilms(filmBytes),
  });
  const seen = new Set<LoggedRequest>();
  const look = () => {
    const all = sandbox.requests();
    const known = all.findLastIndex((request) => seen.has(request));
    for (const request of all.slice(known + 1)) seen.add(request);
  };
  const looking = setInterval(look, 5_000);
  await mkdir(path.join(folder, "data"));
  return {
    folder,
    sandbox,
    speed,
    databaseUrl: `file:${path.join(folder, "data", "rushes.db")}`,
    mediaFolder: path.join(folder, "data", "media"),
    requests() {
      look();
      return [...seen];
    },
    async arrivals(count, signal) {
      look();
      for (const before = seen.size; seen.size < before + count; look()) {
        await sleep(2, null, { signal });
      }
    },
    servedFilm: (jobId) => path.join(sandboxFolder, "films", `${jobId}.mp4`),
    async close() {
      clearInterval(looking);
      await sandbox.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * How much longer than the sandbox's own the studio's request window is, in ms. A place is taken before a request is
 * sent, and on its way it may be late: that delay does not shrink with the sandbox's time as the window does.
 */
const delayMs = 1_500;

/** A channel's pace in the stage's time. */
export function stagePace({ pace }: Channel, speed: number): Pace {
  const scaled = scalePace(pace, speed);
  return {
    ...scaled,
    // Real time passes while the studio is down: it must not make every job a slow one.
    slow: pace.slow,
    window: scaled.window && { ...scaled.window, per: scaled.window.per + delayMs },
  };
}

/** The upstream's minute, and what the studio keeps between two polls. */
export function timesOf({ speed }: Stage): { pollMs: number; windowMs: number } {
  const paces = builtInCatalogue.channels.map((channel) => stagePace(channel, speed));
  return { pollMs: Math.min(...paces.map(({ poll }) => poll)), windowMs: 60_000 / speed };
}

/** The environment that points the built studio at the stage. */
export async function environmentOf(stage: Stage): Promise<Record<string, string>> {
  const catalogue = path.join(stage.folder, "catalogue.json");
  const paces = builtInCatalogue.channels.map((channel) => {
    const { firstPoll, poll, slow, window } = stagePace(channel, stage.speed);
    const requests = window && { ...window, perMs: window.per, per: undefined };
    const pace = { firstPollMs: firstPoll, pollMs: poll, slowMs: slow, window: requests };
    return [channel.id, { pace }] as const;
  });
  await writeFile(catalogue, JSON.stringify(Object.fromEntries(paces)));
  const { sandbox } = stage;
  return {
    RUSHES_DATA_DIR: path.join(stage.folder, "data"),
    DATABASE_URL: stage.databaseUrl,
    RUSHES_CATALOGUE: catalogue,
    API_YI_BASE_URL: sandbox.baseUrl,
    API_YI_LINK_ORIGINS: sandbox.cdnOrigin,
    API_YI_OFFICIAL_KEY: sandbox.keys["sora-official"],
    API_YI_ASYNC_KEY: sandbox.keys["sora-async"],
    LOG_LEVEL: "warn",
  };
}
