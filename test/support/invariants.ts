import { existsSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { boundOf } from "@/lib/costs/sums";
import { sha256OfFile } from "@/lib/media/hash";
import type { BillLine } from "@/lib/sandbox/bill";
import type { LoggedRequest } from "@/lib/sandbox/log";
import { leftOf, presentOf, readBudget, spendingAt } from "@/lib/settings/budget";
import { videoKey } from "@/lib/storage/key";
import { type Charge, chargeOf, isTerminal } from "@/lib/task/status";
import type { TaskWithEvidence, TestStudio } from "./studio";
import { channelOf } from "./worker-world";

/**
 * What must hold after every fault, whatever it was (the head of the fault matrix). The sandbox is the witness: its log
 * of what arrived, and its own bill.
 */
export async function checkInvariants(studio: TestStudio): Promise<void> {
  expect(await brokenInvariants(studio)).toEqual([]);
}

/** One sentence each. */
export async function brokenInvariants(studio: TestStudio): Promise<string[]> {
  const tasks = await allTasks(studio);
  const requests = studio.sandbox.requests();
  const lines = studio.sandbox.bill().lines;
  return [
    ...postsPerIntent(tasks, requests),
    ...requestRate(studio, requests, lines),
    ...pollSpacing(studio, tasks, requests),
    ...dueTimes(tasks),
    ...billAgainstShown(tasks, lines),
    ...(await films(studio, tasks)),
    ...(await budget(studio)),
  ];
}

/** In three queries: Prisma binds no thousand ids to one. */
async function allTasks({ db }: TestStudio): Promise<TaskWithEvidence[]> {
  const tasks = await db.task.findMany();
  const videos = new Map((await db.video.findMany()).map((video) => [video.taskId, video]));
  const events = groupBy(
    await db.taskEvent.findMany({ orderBy: { id: "asc" } }),
    ({ taskId }) => taskId,
  );
  return tasks.map((task) => ({
    ...task,
    video: videos.get(task.id) ?? null,
    events: events.get(task.id) ?? [],
  }));
}

const groupBy = <T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(nameOf(item));
    if (group) group.push(item);
    else groups.set(nameOf(item), [item]);
  }
  return groups;
};

/** The log keeps the beginning of a prompt; the takes of one press share it. */
const logged = (prompt: string) => prompt.slice(0, 200);

/** At most one POST per intent that could be paid; "send again" is an intent of the user's own. */
function postsPerIntent(tasks: TaskWithEvidence[], requests: readonly LoggedRequest[]): string[] {
  const posts = requests.filter(({ method, prompt }) => method === "POST" && prompt !== undefined);
  const intents = groupBy(tasks, ({ prompt }) => logged(prompt));
  return [...groupBy(posts, ({ prompt = "" }) => prompt)].flatMap(([prompt, sent]) => {
    const own = intents.get(prompt) ?? [];
    const again = own.flatMap(({ events }) => events.filter(isSendAgain)).length;
    const payable = sent.filter(couldBePaid).length;
    return payable > own.length + again ? [`${payable} payable POSTs of "${prompt}"`] : [];
  });
}

const isSendAgain = ({ from, to }: { from: string | null; to: string }) =>
  from === "unconfirmed" && to === "waiting";

/** A refusal sells nothing; a retired model is the one refusal among the 5xx. */
const couldBePaid = ({ status, prompt = "" }: LoggedRequest) =>
  status === null ||
  status === 200 ||
  (status >= 500 && !(status === 503 && prompt.includes("[[503-model]]")));

/** At most 10 requests in any 60 s on the async channel, as they arrived; and nobody had to tell us. */
function requestRate(
  { plan }: TestStudio,
  requests: readonly LoggedRequest[],
  lines: BillLine[],
): string[] {
  const { window } = channelOf("sora-async").pace;
  if (!window) throw new Error("the async channel has a window");
  const per = window.per / plan.speed;
  const counted = requests.filter(
    (request) => request.channel === "sora-async" && !request.path.endsWith("/content"),
  );
  const crowded = counted.filter(({ at }, index) => {
    const earliest = counted[index - window.requests];
    return earliest !== undefined && at - earliest.at < per;
  });
  const askedFor = ({ path: where, prompt = "" }: LoggedRequest) =>
    prompt.includes("[[429") ||
    lines.some(({ id, prompt: its }) => where.includes(id) && its.includes("[[poll-429"));
  const told = requests.filter((request) => request.status === 429 && !askedFor(request));
  return [
    ...crowded.map(({ at }) => `more than ${window.requests} requests in ${per} ms before ${at}`),
    ...told.map(({ method, path: where }) => `429 for ${method} ${where}`),
  ];
}

/** Milliseconds are cut off on both sides. */
const roundingMs = 2;

/** Never two polls of one task closer than the channel allows. */
function pollSpacing(
  { plan }: TestStudio,
  tasks: TaskWithEvidence[],
  requests: readonly LoggedRequest[],
): string[] {
  const polls = requests.filter(
    ({ method, path: where }) => method === "GET" && /^\/v1\/videos\/\w+$/.test(where),
  );
  return [...groupBy(polls, ({ path: where }) => where)].flatMap(([where, seen]) => {
    const task = tasks.find(({ upstreamId }) => upstreamId && where.endsWith(upstreamId));
    const least = channelOf(task?.channel ?? "sora-official").pace.poll / plan.speed;
    const gaps = seen.slice(1).map(({ at }, index) => at - (seen[index]?.at ?? 0));
    return gaps
      .filter((gap) => gap < least - roundingMs)
      .map((gap) => `${where} was polled again after ${gap} ms`);
  });
}

/** A live task has a due time, unless it waits for a person. */
function dueTimes(tasks: TaskWithEvidence[]): string[] {
  return tasks
    .filter(({ status, dueAt }) => !isTerminal(status) && status !== "unconfirmed" && !dueAt)
    .map(({ id, status }) => `${id} is ${status}, and nobody will look at it`);
}

/** What was billed is what we show as charged; what is held or uncertain may go either way. */
function billAgainstShown(tasks: TaskWithEvidence[], lines: BillLine[]): string[] {
  const billed = groupBy(lines, ({ prompt }) => prompt);
  return [...groupBy(tasks, ({ prompt }) => prompt)].flatMap(([prompt, own]) => {
    const shown = (...charges: Charge[]) => sum(own.filter(isOneOf(charges)), "priceMicros");
    const its = billed.get(prompt) ?? [];
    const charged = sum(
      its.filter(({ state }) => state === "charged"),
      "micros",
    );
    const held = sum(
      its.filter(({ state }) => state === "held"),
      "micros",
    );
    const least = shown("charged");
    // What was sent again is uncertain twice.
    const most = shown("charged", "held", "uncertain") + sum(own, "doubtMicros");
    return charged < least || charged + held > most
      ? [`"${prompt}": billed ${charged}, held upstream ${held}; shown ${least} to ${most}`]
      : [];
  });
}

const isOneOf = (charges: Charge[]) => (task: TaskWithEvidence) =>
  charges.includes(chargeOf(task.status, failureCharged(task)));

function failureCharged({ failureKind, failureCharged: said }: TaskWithEvidence) {
  if (!failureKind) return null;
  return said === "yes" || said === "no" ? said : "unknown";
}

const sum = <Name extends string>(items: Record<Name, number | bigint>[], name: Name): number =>
  items.reduce((total, item) => total + Number(item[name]), 0);

/** `completed` if and only if a verified file is there: with the hash of the row, and of what was served. */
async function films(studio: TestStudio, tasks: TaskWithEvidence[]): Promise<string[]> {
  const faults = await Promise.all(tasks.map((task) => filmFault(studio, task)));
  return faults.filter((fault) => fault !== null);
}

async function filmFault(
  { deps, sandboxDir }: TestStudio,
  { id, status, video, upstreamId }: TaskWithEvidence,
): Promise<string | null> {
  const stored = await deps.storage.stat(videoKey(id));
  if (status !== "completed") {
    return stored || video ? `${id} is ${status}, yet has a film` : null;
  }
  if (!stored || !video) return `${id} is completed without a film`;
  const file = await deps.storage.localFile(videoKey(id));
  const { sha256, bytes } = await sha256OfFile(file.path);
  if (sha256 !== video.sha256 || BigInt(bytes) !== video.bytes) return `${id} has another film`;
  const original = path.join(sandboxDir, "films", `${upstreamId}.mp4`);
  // It is gone a day later; ours is not.
  if (!existsSync(original)) return null;
  return (await sha256OfFile(original)).sha256 === sha256 ? null : `${id} was not served this film`;
}

/** Held, charged and uncertain together stay within the month's budget. */
async function budget({ db, clock, monthBudgetMicros }: TestStudio): Promise<string[]> {
  if (monthBudgetMicros === null) return [];
  const { timeZone } = await readBudget(db);
  const { month } = await spendingAt(db, presentOf(clock.now(), timeZone));
  const bound = boundOf(month);
  return bound > monthBudgetMicros
    ? [`${bound} of ${monthBudgetMicros} spent, ${leftOf(monthBudgetMicros, month)} left`]
    : [];
}
