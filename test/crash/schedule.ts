import type { TaskInput } from "@/lib/task/input";
import { type FaultKind, faultsOf } from "./faults";
import { type Random, seeded } from "./random";

/** One press of Generate, to be repeated until it is answered, as its user would. */
export interface Press {
  /** Stands at the head of the prompt, so that every POST and every job tells where it comes from. */
  marker: string;
  input: TaskInput;
  /** When in its round, in ms after the server is ready. */
  afterMs: number;
  /** Pressed twice at once, as a double click does. */
  twice: boolean;
  /** Withdrawn right after it was answered, if that is still possible. */
  withdrawn: boolean;
}

/** One life of the server. */
export interface Round {
  kill: Kill;
  presses: Press[];
}

/**
 * When a life ends: so many ms after the server was started, ready or not; after it was ready; or after it has sent so
 * many requests upstream, so that many deaths fall between a request and its consequence.
 */
export type Kill =
  | { after: "start" | "ready"; ms: number }
  | { after: "requests"; requests: number; ms: number };

/** What happens in a round: the same for the same seed, however the rounds before it went. */
export function roundOf(seed: number, index: number): Round {
  const random = seeded(seed, index);
  const kill = killOf(random);
  const count = kill.after === "start" ? 0 : random.whole(0, 2);
  const span = kill.after === "ready" ? kill.ms : 1_000;
  return {
    kill,
    presses: Array.from({ length: count }, (_, at) =>
      pressOf(random, `press-${index}-${at}`, random.whole(0, span)),
    ),
  };
}

function killOf(random: Random): Kill {
  const kind = random.next();
  if (kind < 0.1) return { after: "start", ms: random.whole(50, 3_000) };
  if (kind < 0.5) return { after: "ready", ms: random.whole(50, 3_000) };
  return { after: "requests", requests: random.whole(1, 4), ms: random.whole(0, 60) };
}

export const markerOf = (prompt: string): string | null =>
  /^press-\d+-\d+/.exec(prompt)?.at(0) ?? null;

function pressOf(random: Random, marker: string, afterMs: number): Press {
  const async = random.chance(0.5);
  const faults = summon(random);
  return {
    marker,
    afterMs,
    input: {
      intentKey: random.uuid(),
      channel: async ? "sora-async" : "sora-official",
      model: "sora-2",
      prompt: [marker, ...faults.map((word) => `[[${word}]]`), "A red fox in fresh snow"].join(" "),
      seconds: async ? 10 : 4,
      size: random.pick(["1280x720", "720x1280"]),
      takes: random.chance(0.2) ? 2 : 1,
    },
    twice: random.chance(0.1),
    withdrawn: random.chance(0.05),
  };
}

const odds: readonly [FaultKind, number][] = [
  ["refused", 0.08],
  ["lost", 0.12],
  ["silent", 0.01],
  ["job", 0.1],
  ["poll", 0.2],
  ["link", 0.15],
  ["film", 0.25],
];

const summon = (random: Random): string[] =>
  odds.flatMap(([kind, odd]) => (random.chance(odd) ? [random.pick(faultsOf(kind))] : []));
