import { quote } from "@/lib/catalogue/quote";
import type { Channel, Model } from "@/lib/catalogue/types";
import { type BatchInput, checkInput, type InputFault, mostTakes } from "@/lib/task/input";

/** Several films at once: each prompt in each shape and each length, so many takes of each. */
export interface Batch {
  /** Prompts, one a paragraph: an empty line stands between them. */
  prompts: string;
  sizes: string[];
  seconds: number[];
  takes: number;
}

/** Who makes them. */
export interface Maker {
  channel: Channel;
  model: Model;
}

/** One line of the table: a film and what its takes cost. */
export interface BatchLine {
  film: BatchInput["films"][number];
  /** Null where the model has no price for it. */
  eachMicros: bigint | null;
}

export const promptsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((prompt) => prompt.trim())
    .filter(Boolean);

/** Every film of a batch, prompt by prompt. Pure. */
export function linesOf(batch: Batch, { channel, model }: Maker): BatchLine[] {
  const takes = Number.isInteger(batch.takes) && batch.takes > 0 ? batch.takes : 1;
  return promptsOf(batch.prompts).flatMap((prompt) =>
    batch.sizes.flatMap((size) =>
      batch.seconds.map((seconds) => ({
        film: { prompt, channel: channel.id, model: model.id, size, seconds, takes },
        eachMicros: quote(model, { seconds, size, takes })?.eachMicros ?? null,
      })),
    ),
  );
}

export const takesOf = (lines: readonly BatchLine[]): number =>
  lines.reduce((sum, { film }) => sum + film.takes, 0);

export const totalOf = (lines: readonly BatchLine[]): bigint =>
  lines.reduce((sum, { film, eachMicros }) => sum + (eachMicros ?? 0n) * BigInt(film.takes), 0n);

/** What stands in the way of a batch: a message of `batch.fault` or the fault of one film. */
export type BatchFault =
  | { code: "noPrompt" | "noShape" | "noLength" | "tooMany" | "noPrice" }
  | { code: "film"; prompt: string; fault: InputFault };

/** Pure. @returns null when the batch may be submitted. */
export function batchFault(
  batch: Batch,
  lines: readonly BatchLine[],
  { channel }: Maker,
): BatchFault | null {
  if (promptsOf(batch.prompts).length === 0) return { code: "noPrompt" };
  if (batch.sizes.length === 0) return { code: "noShape" };
  if (batch.seconds.length === 0) return { code: "noLength" };
  if (takesOf(lines) > mostTakes) return { code: "tooMany" };
  for (const { film, eachMicros } of lines) {
    const [fault] = checkInput({ channels: [channel] }, { ...film, takes: batch.takes });
    if (fault) return { code: "film", prompt: film.prompt, fault };
    if (eachMicros === null) return { code: "noPrice" };
  }
  return null;
}

/** The batch as far as another model offers it. */
export const fittedTo = (batch: Batch, { model }: Maker): Batch => ({
  ...batch,
  sizes: batch.sizes.filter((size) => model.sizes.includes(size)),
  seconds: batch.seconds.filter((seconds) => model.seconds.includes(seconds)),
});
