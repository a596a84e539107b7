import { setMaxListeners } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createDb } from "@/lib/db";
import { type Evidence, gather } from "./evidence";
import { createPerson, type Person } from "./person";
import { type Kill, type Round, roundOf } from "./schedule";
import { readActions, type Server, startServer } from "./server";
import { environmentOf, openStage, type Stage, timesOf } from "./stage";
import { judge, type Violation } from "./verdict";

/** Fast enough that a film takes a few rounds, slow enough that a request's own time is small beside the window. */
const speed = 60;
/** Rounds between two lives that are long enough: upstream keeps a film for a day, which is minutes here. */
const restEvery = 25;
/** Without any change for so long it counts as stuck: more than anything waits, on a busy machine, too. */
const stuckMs = 600_000;
/** FAULTS 56 is 10 s, and a test of its own; here the machine may be busy. */
const stopMs = 20_000;

export interface RoundsOutcome {
  evidence: Evidence;
  violations: Violation[];
  figures: Record<string, string | number>;
}

/**
 * Has the built studio work under a stream of presses and faults, kills it at random moments, and lets all come to rest
 * in a life without a kill, now and then and at the end. `npm run build` comes first.
 */
export async function runRounds(
  root: string,
  { rounds, seed }: { rounds: number; seed: number },
  tell: (line: string) => void,
): Promise<RoundsOutcome> {
  const stage = await openStage(speed);
  try {
    const person = createPerson(readActions(root), stage.sandbox.bill);
    const schedule = Array.from({ length: rounds }, (_, index) => roundOf(seed, index));
    const lives = await openLives(stage);
    const unrest: Violation[] = [];
    for (const [index, round] of schedule.entries()) {
      await lives.cutShort(round, person);
      const lived = index + 1;
      if (lived % 10 === 0) tell(`round ${lived} of ${rounds}`);
      if (lived % restEvery === 0 || lived === rounds) {
        unrest.push(...(await lives.toRest(person, tell)));
      }
    }
    const presses = schedule.flatMap((round) => round.presses);
    const evidence = await gather(stage, pressesOf(presses, person), timesOf(stage));
    return {
      evidence,
      violations: [...unrest, ...surprisesOf(person), ...judge(evidence)],
      figures: {
        rounds,
        "of these killed while starting": schedule.filter(({ kill }) => kill.after === "start")
          .length,
        "presses of Generate": presses.length,
      },
    };
  } finally {
    await stage.close();
  }
}

async function openLives(stage: Stage) {
  const environment = await environmentOf(stage);
  const start = () => startServer(environment, path.join(stage.folder, "server.log"));
  return {
    async cutShort({ kill, presses }: Round, person: Person): Promise<void> {
      const server = start();
      const over = openEnd();
      const using = server.address.then((address) => {
        if (address) return person.use(address, presses, over.signal);
        person.postpone(presses);
      });
      await momentOf(kill, server, stage);
      await server.kill();
      over.abort();
      await using;
    },

    async toRest(person: Person, tell: (line: string) => void): Promise<Violation[]> {
      const server = start();
      const over = openEnd();
      const address = await server.address;
      if (!address) return [{ rule: "it starts again", what: "it did not" }];
      const using = person.use(address, [], over.signal);
      const rest = await untilAtRest(stage, person, tell);
      over.abort();
      await using;
      const took = await server.stop();
      const late = { rule: "SIGTERM ends it in time", what: `after ${Math.round(took)} ms` };
      return [...rest, ...(took > stopMs ? [late] : [])];
    },
  };
}

/** A life in which nothing more is asked of upstream ends after so many ms all the same. */
const idleMs = 6_000;

/** Waits until it is time to die. */
async function momentOf(kill: Kill, server: Server, stage: Stage): Promise<void> {
  if (kill.after === "requests") {
    await stage.arrivals(kill.requests, AbortSignal.timeout(idleMs)).catch(() => {});
  }
  if (kill.after === "ready") await server.address;
  await sleep(kill.ms);
}

/** However many listen for it. */
function openEnd(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** Waits until nobody has anything left to do. @returns a violation when that does not come. */
async function untilAtRest(
  stage: Stage,
  person: Person,
  tell: (line: string) => void,
): Promise<Violation[]> {
  const db = createDb(stage.databaseUrl);
  try {
    let before = "";
    let changed = performance.now();
    for (let looks = 0; ; looks++) {
      const due = await db.task.groupBy({
        by: ["status"],
        where: { dueAt: { not: null } },
        _count: true,
      });
      const { heldMicros } = stage.sandbox.bill();
      const unanswered = person.unanswered().length;
      const undecided = await person.undecided(db);
      if (due.length === 0 && heldMicros === 0 && unanswered === 0 && undecided === 0) return [];
      const open = due.map(({ status, _count }) => `${_count} ${status}`).join(", ");
      const now = `${open}; ${unanswered} unanswered, ${undecided} undecided, ${heldMicros} held`;
      if (looks % 40 === 0) tell(`coming to rest: ${now}`);
      if (now !== before) changed = performance.now();
      before = now;
      if (performance.now() - changed > stuckMs) return [{ rule: "all comes to rest", what: now }];
      await sleep(500);
    }
  } finally {
    await db.$disconnect();
  }
}

const surprisesOf = ({ surprises }: Person): Violation[] =>
  [...surprises].map((what) => ({ rule: "every answer can be explained", what }));

const pressesOf = (presses: Round["presses"], person: Person): Evidence["presses"] =>
  presses.map(({ marker, input }) => ({
    marker,
    takes: input.takes,
    answers: person.answers.get(marker) ?? [],
  }));
