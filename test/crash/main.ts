/**
 * The crash harness: `npm run test:crash -- [--mode random|steps] [--rounds N] [--seed S]`. `random` kills the built
 * server at random moments, N times; `steps` kills a worker at every boundary of a task's life. The same seed makes the
 * same schedule. What must hold afterwards is in `verdict.ts`; what does not is told with its evidence, and exit code 1.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { explain, figuresOf, table } from "./report";
import { runRounds } from "./rounds";
import { runSteps } from "./steps";

const flags = z.object({
  mode: z.enum(["random", "steps"]).default("random"),
  rounds: z.coerce.number().int().min(1).default(20),
  seed: z.coerce.number().int().default(1),
});

const root = path.resolve(import.meta.dirname, "../..");
const options = Object.fromEntries(
  Object.keys(flags.shape).map((name) => [name, { type: "string" as const }]),
);
const { mode, rounds, seed } = flags.parse(parseArgs({ options }).values);
process.chdir(root);
const began = performance.now();
console.log(`Crash harness: ${mode}, seed ${seed}`);
process.exitCode = (await (mode === "random" ? random() : steps())) > 0 ? 1 : 0;

/** @returns how many promises were broken. */
async function random(): Promise<number> {
  const { evidence, violations, figures } = await runRounds(root, { rounds, seed }, console.log);
  console.log(table({ ...figures, ...figuresOf(evidence), ...ending(violations.length) }));
  for (const violation of violations) console.log(explain(evidence, violation));
  return violations.length;
}

/** @returns how many promises were broken. */
async function steps(): Promise<number> {
  const outcomes = await runSteps(seed, console.log);
  const count = outcomes.reduce((sum, { violations }) => sum + violations.length, 0);
  console.log(table({ boundaries: outcomes.length, ...ending(count) }));
  for (const { evidence, violations } of outcomes) {
    for (const violation of violations) console.log(explain(evidence, violation));
  }
  return count;
}

function ending(violations: number): Record<string, number> {
  return { violations, seconds: Math.round((performance.now() - began) / 1_000) };
}
