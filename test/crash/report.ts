import { taskStatuses } from "@/lib/task/status";
import type { Evidence } from "./evidence";
import { markerOf } from "./schedule";
import {
  busiestWindow,
  chargeShown,
  isSaved,
  overLimit,
  payablePosts,
  resends,
  type Violation,
} from "./verdict";

/** The run in figures. */
export function figuresOf(evidence: Evidence): Record<string, string | number> {
  const { presses, tasks, jobs, requests } = evidence;
  const posts = requests.filter(({ method }) => method === "POST").length;
  const beyond = presses.map(({ marker, takes }) => {
    const own = tasks.filter(({ prompt }) => markerOf(prompt) === marker);
    return Math.max(0, payablePosts(evidence, marker).length - takes - resends(own));
  });
  const charged = jobs.filter(({ state }) => state === "charged");
  const statuses = taskStatuses
    .map(
      (status) => [`  ${status}`, tasks.filter((task) => task.status === status).length] as const,
    )
    .filter(([, count]) => count > 0);
  return {
    tasks: tasks.length,
    ...Object.fromEntries(statuses),
    "  once perhaps paid": tasks.filter(({ events }) => events.some(isUncertain)).length,
    "POSTs upstream": posts,
    "  that could be paid": presses.reduce(
      (sum, { marker }) => sum + payablePosts(evidence, marker).length,
      0,
    ),
    "  sent again by the user": resends(tasks),
    "  beyond that and one a take": beyond.reduce((sum, more) => sum + more, 0),
    "films charged": charged.length,
    "  saved": tasks.filter((task) => isSaved(evidence, task)).length,
    billed: dollars(charged.reduce((sum, { micros }) => sum + micros, 0)),
    "shown as charged": dollars(shownAs(evidence, "charged")),
    "shown as uncertain": dollars(shownAs(evidence, "uncertain")),
    "requests upstream": requests.length,
    "  over the limit": overLimit(evidence).length,
    "  most in a window": busiestWindow(evidence),
  };
}

const shownAs = ({ tasks }: Evidence, charge: "charged" | "uncertain") =>
  tasks
    .filter((task) => chargeShown(task) === charge)
    .reduce((sum, { priceMicros }) => sum + Number(priceMicros), 0);

const isUncertain = ({ to }: { to: string }) => to === "unconfirmed";

const dollars = (micros: number) => `$${(micros / 1_000_000).toFixed(2)}`;

/** One figure a line, aligned. */
export function table(figures: Record<string, string | number>): string {
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  return Object.entries(figures)
    .map(([name, value]) => `${name.padEnd(width)}  ${String(value).padStart(10)}`)
    .join("\n");
}

/** A violation with what the rows and the upstream's log say of its press. */
export function explain(evidence: Evidence, { rule, what, marker }: Violation): string {
  const tasks = evidence.tasks.filter(({ prompt }) => markerOf(prompt) === marker);
  const jobs = evidence.jobs.filter(({ prompt }) => markerOf(prompt) === marker);
  const posts = evidence.requests.filter(({ prompt }) => prompt && markerOf(prompt) === marker);
  return [
    `NOT: ${rule}: ${what}`,
    ...(marker && tasks[0] ? [`  ${tasks[0].channel}: ${tasks[0].prompt}`] : []),
    ...posts.map(({ at, status }) => `  POST ${iso(at)}: ${status ?? "no answer"}`),
    ...jobs.map(({ id, state, micros }) => `  job ${id}: ${state} ${micros}`),
    ...tasks.flatMap(({ id, take, status, upstreamId, failureKind, attention, dueAt, events }) => [
      `  task ${id} (take ${take}): ${status}, job ${upstreamId}, ${failureKind}, ${attention}, due ${dueAt?.toISOString() ?? "never"}`,
      ...events.map(
        ({ at, from, to, httpStatus, detail }) =>
          `    ${at.toISOString()} ${from} -> ${to} ${httpStatus ?? ""} ${detail?.slice(0, 120) ?? ""}`,
      ),
    ]),
  ].join("\n");
}

const iso = (ms: number) => new Date(ms).toISOString();
