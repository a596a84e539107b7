import type { Job, Look } from "./job";

export interface BillLine {
  id: string;
  channel: string;
  model: string;
  seconds: number;
  size: string;
  prompt: string;
  /** Integer micro-dollars. */
  micros: number;
  state: "held" | "charged" | "refunded";
}

/** What the sandbox would have charged, told by itself alone. All amounts are integer micro-dollars. */
export interface Bill {
  lines: BillLine[];
  heldMicros: number;
  chargedMicros: number;
  refundedMicros: number;
}

const stateOf = ({ phase }: Look): BillLine["state"] => {
  if (phase === "failed") return "refunded";
  return phase === "completed" || phase === "expired" ? "charged" : "held";
};

/** Adds up the bill: held from the POST on, charged when the film is there, refunded when the job failed (UPSTREAM "Failed job"). */
export function billOf(jobs: readonly Job[], look: (job: Job) => Look): Bill {
  const lines = jobs.map((job) => ({
    id: job.id,
    channel: job.channel,
    model: job.model,
    seconds: job.seconds,
    size: job.size,
    prompt: job.prompt,
    micros: job.priceMicros,
    state: stateOf(look(job)),
  }));
  const sum = (state: BillLine["state"]) =>
    lines.reduce((total, line) => (line.state === state ? total + line.micros : total), 0);
  return {
    lines,
    heldMicros: sum("held"),
    chargedMicros: sum("charged"),
    refundedMicros: sum("refunded"),
  };
}
