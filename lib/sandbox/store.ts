import "server-only";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { type Job, jobSchema } from "./job";

/** The jobs, in the order they were made. */
export interface JobStore {
  all(): Job[];
  get(id: string): Job | undefined;
  /** Known to `all` and `get` at once; durable when the promise resolves. @throws when the disk refuses: then the job is forgotten. */
  add(job: Job): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Opens a folder of one JSON file per job. A file that cannot be read as a job is passed over: an older sandbox may have left it. */
export function openJobStore(folder: string): JobStore {
  mkdirSync(folder, { recursive: true });
  const jobs = new Map(readJobs(folder).map((job) => [job.id, job]));
  const fileOf = (id: string) => path.join(folder, `${id}.json`);
  return {
    all: () => [...jobs.values()],
    get: (id) => jobs.get(id),
    async add(job) {
      jobs.set(job.id, job);
      try {
        await writeDurably(fileOf(job.id), JSON.stringify(job));
      } catch (error) {
        jobs.delete(job.id);
        throw error;
      }
    },
    async remove(id) {
      jobs.delete(id);
      await rm(fileOf(id), { force: true });
    },
  };
}

function readJobs(folder: string): Job[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => readJob(path.join(folder, name)) ?? [])
    .sort((a, b) => a.createdAt - b.createdAt);
}

function readJob(file: string): Job | null {
  try {
    return jobSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

/** Old or new after a crash, never half: written aside, synced, renamed, and the folder synced. */
async function writeDurably(file: string, text: string) {
  const aside = `${file}.tmp`;
  const handle = await open(aside, "w");
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, file);
  const folder = await open(path.dirname(file), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
