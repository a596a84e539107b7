import type { Charged } from "@/lib/failure";
import { videoKey } from "@/lib/storage/key";
import { canMove, chargeOf, type TaskStatus } from "@/lib/task/status";
import type { Evidence, TaskRecord } from "./evidence";
import { markerOf } from "./schedule";

/** A promise that was broken, and by what. */
export interface Violation {
  rule: string;
  what: string;
  /** The press it is about, where it is about one. */
  marker?: string | null;
}

type Rule = (evidence: Evidence) => Omit<Violation, "rule">[];

/** Everything that must hold when all is over (FAULTS, head). @returns what does not. */
export const judge = (evidence: Evidence): Violation[] =>
  Object.entries(rules).flatMap(([rule, check]) =>
    check(evidence).map((found) => ({ ...found, rule })),
  );

/** POSTs of a press whose answer does not say for certain that nothing was sold (UPSTREAM "Errors"). */
export const payablePosts = ({ requests }: Evidence, marker: string) =>
  requests.filter(
    ({ method, prompt, status }) =>
      method === "POST" &&
      prompt !== undefined &&
      markerOf(prompt) === marker &&
      !(status !== null && refusals.has(status) && !isGateway(status, prompt)),
  );

const refusals = new Set([400, 401, 403, 404, 413, 429, 503]);
/** A 503 is a refusal only where it says that there is no such model. */
const isGateway = (status: number, prompt: string) =>
  status === 503 && !prompt.includes("[[503-model]]");

/** How often the user had it sent again, knowing the risk. */
export const resends = (tasks: readonly TaskRecord[]): number =>
  tasks
    .flatMap(({ events }) => events)
    .filter(({ from, to }) => from === "unconfirmed" && to === "waiting").length;

export const chargeShown = ({ status, failureKind, failureCharged }: TaskRecord) =>
  chargeOf(status, failureKind === null ? null : ((failureCharged ?? "unknown") as Charged));

/** 429s that no sentinel asked for: a request too many in the window, or a job too many at once. */
export function overLimit({ requests, jobs }: Evidence) {
  const prompts = new Map(jobs.map((job) => [job.id, job.prompt]));
  const spent = new Set<string>();
  return requests.filter((request) => {
    if (request.status !== 429) return false;
    const jobId = /^\/v1\/videos\/(\w+)$/.exec(request.path)?.at(1) ?? "";
    const prompt = request.prompt ?? prompts.get(jobId) ?? "";
    const asked = prompt.includes(request.method === "POST" ? "[[429" : "[[poll-429");
    // Such a sentinel hits one request.
    const key = `${jobId} ${prompt}`;
    if (!asked || spent.has(key)) return true;
    spent.add(key);
    return false;
  });
}

/** The most requests that the async channel got in any window of the upstream's length. */
export function busiestWindow({ requests, windowMs }: Evidence): number {
  const times = requests
    .filter(({ channel, path }) => channel === "sora-async" && !path.endsWith("/content"))
    .map(({ at }) => at);
  const within = times.map((from) => times.filter((at) => at >= from && at < from + windowMs));
  return Math.max(0, ...within.map(({ length }) => length));
}

const rules: Record<string, Rule> = {
  "at most one POST that could be paid": (evidence) =>
    evidence.presses.flatMap(({ marker, takes }) => {
      const allowed = takes + resends(tasksOf(evidence, marker));
      const posts = payablePosts(evidence, marker).length;
      const jobs = jobsOf(evidence, marker).length;
      return posts > allowed || jobs > allowed
        ? [{ marker, what: `${posts} POSTs and ${jobs} jobs for ${allowed} take(s)` }]
        : [];
    }),

  "no POST out of nowhere": ({ requests, presses }) => {
    const markers = new Set(presses.map(({ marker }) => marker));
    return requests
      .filter(({ method, prompt }) => method === "POST" && prompt !== undefined)
      .filter(({ prompt }) => !markers.has(markerOf(prompt ?? "") ?? ""))
      .map(({ prompt }) => ({ what: `POST with the prompt ${prompt}` }));
  },

  "a press is one intent": ({ presses, tasks }) =>
    presses.flatMap(({ marker, takes, answers }) => {
      const rows = tasks.filter(({ prompt }) => markerOf(prompt) === marker);
      const ids = rows.toSorted((a, b) => a.take - b.take).map(({ id }) => id);
      const differing = answers.filter((answer) => answer.join() !== ids.join());
      if (ids.length === takes && answers.length > 0 && differing.length === 0) return [];
      return [{ marker, what: `asked for ${takes}, rows ${ids}, answers ${answers.join(" / ")}` }];
    }),

  "no film is lost": (evidence) => {
    const owners = new Map(evidence.tasks.map((task) => [task.upstreamId, task]));
    return evidence.presses.flatMap(({ marker }) => {
      const paid = jobsOf(evidence, marker).filter(({ state }) => state === "charged");
      const lost = paid.filter((job) => {
        const owner = owners.get(job.id);
        return !owner || !(isSaved(evidence, owner) || owner.status === "expired");
      });
      const uncertain = tasksOf(evidence, marker).filter(isUnconfirmed).length;
      return lost.length > uncertain
        ? [
            {
              marker,
              what: `${lost.map(({ id }) => id)} charged, not saved, and ${uncertain} unconfirmed`,
            },
          ]
        : [];
    });
  },

  "only an expired job may expire": ({ tasks }) =>
    tasks
      .filter(({ status, prompt }) => status === "expired" && !prompt.includes("[[job-expired]]"))
      .map((task) => about(task, "expired although the film was there")),

  "the bill is what is shown": (evidence) =>
    evidence.presses.flatMap(({ marker }) => {
      const { billed, charged, uncertain, held } = moneyOf(evidence, marker);
      const explained = billed >= charged && billed <= charged + uncertain && held === 0;
      return explained
        ? []
        : [
            {
              marker,
              what: `billed ${billed}, charged ${charged}, uncertain ${uncertain}, held ${held}`,
            },
          ];
    }),

  "the price is the bill's": ({ tasks, jobs }) => {
    const prices = new Map(jobs.map((job) => [job.id, job.micros]));
    return tasks
      .filter(({ upstreamId, priceMicros }) => {
        const billed = upstreamId === null ? undefined : prices.get(upstreamId);
        return billed !== undefined && BigInt(billed) !== priceMicros;
      })
      .map((task) => about(task, `shown ${task.priceMicros}`));
  },

  "no request over the limit": (evidence) =>
    overLimit(evidence).map(({ at, method, path, prompt }) => ({
      marker: prompt ? markerOf(prompt) : null,
      what: `${method} ${path} at ${at}: 429`,
    })),

  "polls keep their distance": ({ requests, jobs, pollMs }) => {
    const prompts = new Map(jobs.map((job) => [`/v1/videos/${job.id}`, job.prompt]));
    const last = new Map<string, number>();
    return requests
      .filter(({ method, path }) => method === "GET" && /^\/v1\/videos\/\w+$/.test(path))
      .flatMap(({ path, at }) => {
        const since = at - (last.get(path) ?? Number.NEGATIVE_INFINITY);
        last.set(path, at);
        if (since >= pollMs) return [];
        const marker = markerOf(prompts.get(path) ?? "");
        return [{ marker, what: `${path} at ${new Date(at).toISOString()}, after ${since} ms` }];
      });
  },

  "nothing is due or leased for ever": ({ tasks }) =>
    tasks
      .filter(({ dueAt, leaseUntil, leaseToken }) => dueAt || leaseUntil || leaseToken)
      .map((task) =>
        about(task, `due ${task.dueAt?.toISOString()}, leased ${task.leaseUntil?.toISOString()}`),
      ),

  "every task is settled or waits for a person": ({ tasks }) =>
    tasks
      .filter(({ status }) => !atRest.has(status))
      .map((task) => about(task, `is ${task.status}`)),

  "completed if and only if the film is there": (evidence) =>
    evidence.tasks
      .filter((task) => (task.status === "completed") !== isSaved(evidence, task))
      .map((task) => about(task, `${task.status}, file ${task.video?.key ?? "none"}`)),

  "the film is the one that was made": ({ tasks, served }) =>
    tasks
      .filter(({ upstreamId, video }) => {
        const made = upstreamId === null ? undefined : served.get(upstreamId);
        return video !== null && made !== undefined && made !== video.sha256;
      })
      .map((task) => about(task, `its file is not the film of ${task.upstreamId}`)),

  "nothing is left over": ({ files, tasks }) => {
    const wanted = new Set(tasks.flatMap(({ video }) => [video?.key, video?.posterKey]));
    return files.filter(({ name }) => !wanted.has(name)).map(({ name }) => ({ what: name }));
  },

  "every poster is there": ({ files, tasks }) => {
    const names = new Set(files.map(({ name }) => name));
    return tasks
      .filter(({ video }) => video?.posterKey && !names.has(video.posterKey))
      .map((task) => about(task, `${task.video?.posterKey} is missing`));
  },

  "every step of a task is told": ({ tasks }) =>
    tasks
      .filter(({ events, status }) => !isChain(events, status))
      .map((task) => about(task, `is ${task.status} after ${task.events.map(({ to }) => to)}`)),

  "what was withdrawn is not sent": (evidence) =>
    evidence.presses.flatMap(({ marker, takes }) => {
      const canceled = tasksOf(evidence, marker).filter(
        ({ status }) => status === "canceled",
      ).length;
      const allowed = takes - canceled + resends(tasksOf(evidence, marker));
      const posts = payablePosts(evidence, marker).length;
      return canceled > 0 && posts > allowed ? [{ marker, what: `${posts} POSTs` }] : [];
    }),
};

const atRest = new Set<TaskStatus>(["unconfirmed", "completed", "failed", "expired", "canceled"]);
const isUnconfirmed = ({ status }: TaskRecord) => status === "unconfirmed";

const about = (task: TaskRecord, what: string) => ({
  marker: markerOf(task.prompt),
  what: `task ${task.id}: ${what}`,
});

const tasksOf = ({ tasks }: Evidence, marker: string) =>
  tasks.filter(({ prompt }) => markerOf(prompt) === marker);
const jobsOf = ({ jobs }: Evidence, marker: string) =>
  jobs.filter(({ prompt }) => markerOf(prompt) === marker);

/** Whether the row's film is on our disk, byte for byte as the row says. */
export function isSaved({ files }: Evidence, { id, video }: TaskRecord): boolean {
  const file = files.find(({ name }) => name === videoKey(id));
  return (
    video !== null &&
    file !== undefined &&
    video.key === file.name &&
    video.sha256 === file.sha256 &&
    Number(video.bytes) === file.bytes
  );
}

/** Micro-dollars: what the upstream charged for a press, and what the studio shows. */
function moneyOf(evidence: Evidence, marker: string) {
  const shown = { charged: 0, uncertain: 0, held: 0, released: 0 };
  for (const task of tasksOf(evidence, marker))
    shown[chargeShown(task)] += Number(task.priceMicros);
  const billed = jobsOf(evidence, marker)
    .filter(({ state }) => state === "charged")
    .reduce((sum, { micros }) => sum + micros, 0);
  return { billed, ...shown };
}

/** What a person decided gives way to an id that was written late. */
const decided = new Set<TaskStatus>(["waiting", "failed", "canceled"]);

/** A note leads to where it comes from. */
const follows = (from: TaskStatus, to: TaskStatus) =>
  from === to || canMove(from, to) || (to === "queued" && decided.has(from));

function isChain(events: TaskRecord["events"], status: TaskStatus): boolean {
  const linked = events.every(({ from, to }, index) => {
    const before = events[index - 1];
    if (!before) return from === null && to === "waiting";
    return from === before.to && follows(from as TaskStatus, to as TaskStatus);
  });
  return linked && events.at(-1)?.to === status;
}
