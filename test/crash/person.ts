import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Db } from "@/lib/db";
import { paths } from "@/lib/paths";
import type { Bill } from "@/lib/sandbox/bill";
import { markerOf, type Press } from "./schedule";
import { type ActionAnswer, type ActionRoute, callAction, LostAnswerError } from "./server";

/**
 * The studio's user: repeats what was not answered, opens paused channels, and says of every task that was perhaps paid
 * what became of it, by the upstream's bill. A few are left unsaid, so that the end has something uncertain to show.
 */
export interface Person {
  /** Uses the studio until the signal fires or the server is gone, pressing when it is time. */
  use(address: string, presses: readonly Press[], signal: AbortSignal): Promise<void>;
  /** These find no studio that answers: they are for the next one. */
  postpone(presses: readonly Press[]): void;
  /** What each answered press was told, as often as it was. */
  answers: ReadonlyMap<string, string[][]>;
  unanswered(): readonly Press[];
  /** How many tasks wait for a word that will still be said. */
  undecided(db: Db): Promise<number>;
  /** Answers that nothing explains. */
  surprises: ReadonlySet<string>;
}

const taskPage = z.object({
  tasks: z.array(
    z.object({
      id: z.string(),
      prompt: z.string(),
      channel: z.string(),
      unconfirmed: z
        .object({ checkingId: z.string().nullable(), refusal: z.string().nullable() })
        .nullable(),
    }),
  ),
});
type Unconfirmed = z.infer<typeof taskPage>["tasks"][number];
const channelList = z.object({
  channels: z.array(z.object({ id: z.string(), pauses: z.array(z.unknown()) })),
});
const accepted = z.object({ taskIds: z.array(z.string()) });

/** @param bill of the upstream, which a real user would read in its console. */
export function createPerson(action: (name: string) => ActionRoute, bill: () => Bill): Person {
  const open = new Map<string, Press>();
  const answers = new Map<string, string[][]>();
  const surprises = new Set<string>();
  const owned = new Set<string>();

  async function press(address: string, one: Press, signal: AbortSignal) {
    open.set(one.marker, one);
    const send = () => callAction(address, action("createTasks"), [one.input], signal);
    const got = await Promise.allSettled(one.twice ? [send(), send()] : [send()]);
    for (const each of got) {
      const answer = each.status === "fulfilled" ? each.value : null;
      if (!answer || isPassing(answer)) continue;
      if (answer.ok) {
        const { taskIds } = accepted.parse(answer.value);
        answers.set(one.marker, [...(answers.get(one.marker) ?? []), taskIds]);
        if (got.every(({ status }) => status === "fulfilled")) open.delete(one.marker);
        if (one.withdrawn) await act(address, "cancelTask", [taskIds[0]], signal);
      } else surprises.add(`${one.marker}: ${JSON.stringify(answer.error)}`);
    }
  }

  async function act(address: string, name: string, args: unknown[], signal: AbortSignal) {
    const answer = await callAction(address, action(name), args, signal);
    const known = answer.ok || isPassing(answer) || answer.error.kind === "tooLate";
    if (!known && answer.error.kind !== "adoption") {
      surprises.add(`${name} ${JSON.stringify(args)}: ${JSON.stringify(answer.error)}`);
    }
    return answer;
  }

  async function openPaused(address: string, signal: AbortSignal) {
    const { channels } = channelList.parse(await read(address + paths.api.channels(), signal));
    for (const { id, pauses } of channels) {
      if (pauses.length > 0) await act(address, "resumeChannel", [id], signal);
    }
  }

  async function settle(address: string, task: Unconfirmed, signal: AbortSignal) {
    const jobs = bill().lines.filter((line) => line.prompt === task.prompt);
    const free = jobs.find((job) => !owned.has(job.id));
    if (free) {
      const answer = await act(address, "claimUpstreamId", [task.id, free.id], signal);
      if (!answer.ok && answer.error.refusal === "taken") owned.add(free.id);
      return;
    }
    // Nothing was made. By the last digit of its id: a mistake first, and one of the two other ways out.
    const digit = Number.parseInt(task.id.slice(-1), 16);
    if (digit % 4 < 2 && task.unconfirmed?.refusal === null) {
      const wrong = `video_${task.id.replaceAll("-", "")}`;
      await act(address, "claimUpstreamId", [task.id, wrong], signal);
    } else {
      await act(address, digit % 2 ? "sendAgain" : "declareNotCreated", [task.id], signal);
    }
  }

  async function lookAfter(address: string, signal: AbortSignal) {
    await openPaused(address, signal);
    const query = { status: "unconfirmed", limit: 100 };
    const page = taskPage.parse(await read(address + paths.api.tasks(query), signal));
    const undecided = page.tasks.filter((task) => !isLeftUnsaid(task));
    // Takes of one press have the same prompt: while one is looked up, another's turn has not come.
    const beingChecked = new Set(
      undecided.filter((task) => task.unconfirmed?.checkingId).map(({ prompt }) => prompt),
    );
    for (const task of undecided) {
      if (beingChecked.has(task.prompt)) continue;
      beingChecked.add(task.prompt);
      await settle(address, task, signal);
    }
  }

  return {
    answers,
    surprises,
    unanswered: () => [...open.values()],
    async undecided(db) {
      const rows = await db.task.findMany({ where: { status: "unconfirmed" } });
      return rows.filter((row) => !isLeftUnsaid(row)).length;
    },
    postpone(presses) {
      for (const one of presses) if (!answers.has(one.marker)) open.set(one.marker, one);
    },
    async use(address, presses, signal) {
      const repeated = [...open.values()].map((one) => ({ ...one, afterMs: 0 }));
      const pressing = [...repeated, ...presses].map(async (one) => {
        await sleep(one.afterMs, null, { signal });
        await press(address, one, signal);
      });
      const looking = (async () => {
        while (!signal.aborted) {
          await lookAfter(address, signal).catch((error: unknown) => {
            if (!isLostAnswer(error)) surprises.add(String(error));
          });
          await sleep(500, null, { signal });
        }
      })();
      await Promise.allSettled([...pressing, looking]);
      this.postpone(presses);
    },
  };
}

const isPassing = (answer: ActionAnswer) => !answer.ok && answer.error.kind === "unavailable";

/** Never on the channel with few places: an unconfirmed task keeps its own. */
const isLeftUnsaid = ({ channel, prompt }: Pick<Unconfirmed, "channel" | "prompt">): boolean =>
  channel === "sora-official" && Number(markerOf(prompt)?.split("-").at(1)) % 4 === 0;

/** The server was killed, or is about to be. */
const isLostAnswer = (error: unknown) =>
  error instanceof TypeError ||
  error instanceof LostAnswerError ||
  (error instanceof Error && error.name === "AbortError");

async function read(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
