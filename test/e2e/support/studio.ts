import { existsSync, mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "@playwright/test";
import type { TaskStatus } from "@/lib/task/status";
import type { TaskDetailView, TaskPage, TaskView } from "@/lib/task/view";
import { type Program, start } from "./program";

/** The studio as `npm start` serves it: its own process, its own data. */
export interface Studio extends Program {
  url: string;
  dataDir: string;
  /** What starts it anew on the same data and at the same address, once it has ended. */
  options: StudioOptions;
  /** What `GET /api/tasks` tells of all tasks with this prompt, or of all; newest first. */
  tasks(prompt?: string): Promise<TaskView[]>;
  task(id: string): Promise<TaskDetailView>;
  /** Waits until all tasks with this prompt are as said, in any order. */
  until(prompt: string, statuses: TaskStatus[]): Promise<TaskView[]>;
}

export interface StudioOptions {
  dataDir?: string;
  /** 0, the default, takes a free one. */
  port?: string;
  environment?: Record<string, string>;
}

/** A folder that the end of the run clears away. */
export const temporaryFolder = (name: string): string =>
  mkdtempSync(path.join(process.env.RUSHES_E2E_DIR ?? tmpdir(), `${name}-`));

/** For a film to arrive, in ms: mostly drawing, where others may want the processor, too. */
export const filmTimeout = 90_000;

/** How much faster than life the built-in sandbox renders in tests: a film is ready in two to five seconds. */
export const sandboxSpeed = 40;

/** The environment of `npm start`. A key of the developer's must never get in: tests pay nothing. */
export const environmentOf = ({ dataDir = "", port = "0", environment }: StudioOptions) => ({
  HOST: "127.0.0.1",
  PORT: port,
  RUSHES_ORIGIN: "",
  RUSHES_DATA_DIR: dataDir,
  DATABASE_URL: "",
  RUSHES_CATALOGUE: "",
  RUSHES_SANDBOX_SPEED: String(sandboxSpeed),
  API_YI_BASE_URL: "",
  API_YI_LINK_ORIGINS: "",
  API_YI_OFFICIAL_KEY: "",
  API_YI_ASYNC_KEY: "",
  API_YI_CONSOLE_TOKEN: "",
  API_YI_CONSOLE_URL: "",
  RUSHES_MONTHLY_BUDGET: "",
  LOG_LEVEL: "info",
  ...environment,
});

export const startScript = "scripts/start.mjs";

/** Starts the studio and waits until it answers. @throws Error with all that it printed, when it does not start. */
export async function startStudio(options: StudioOptions = {}): Promise<Studio> {
  const dataDir = options.dataDir ?? temporaryFolder("data");
  const environment = environmentOf({ ...options, dataDir });
  const { program, announced } = await start(
    [startScript],
    environment,
    /^Rushes is ready: (http:\S+)$/m,
  );
  const url = announced[1] ?? "";
  return {
    ...program,
    ...readerOf(url),
    url,
    dataDir,
    options: { ...options, dataDir, port: new URL(url).port },
  };
}

/** How many bytes of films that are being fetched are on disk. */
export function bytesOnTheWay({ dataDir }: Studio): number {
  const media = path.join(dataDir, "media");
  if (!existsSync(media)) return 0;
  return readdirSync(media, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".part"))
    .reduce((bytes, name) => bytes + statSync(path.join(media, name)).size, 0);
}

/** What a test asks a studio over HTTP. */
function readerOf(url: string): Pick<Studio, "tasks" | "task" | "until"> {
  const tasks = async (prompt?: string) => {
    const all = await readTasks(url);
    return prompt === undefined ? all : all.filter((task) => task.prompt === prompt);
  };
  return {
    tasks,
    task: (id) => readJson(`${url}/api/tasks/${id}`),
    async until(prompt, statuses) {
      const present = async () => (await tasks(prompt)).map(({ status }) => status).sort();
      const wanted = [...statuses].sort();
      await expect
        .poll(present, { message: `what becomes of “${prompt}”`, timeout: filmTimeout })
        .toEqual(wanted);
      return tasks(prompt);
    },
  };
}

async function readTasks(url: string): Promise<TaskView[]> {
  const found: TaskView[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: "100", ...(cursor && { cursor }) });
    const page: TaskPage = await readJson(`${url}/api/tasks?${query}`);
    found.push(...page.tasks);
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}

export async function readJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
