import { findChannel, findModel } from "@/lib/catalogue/catalogue";
import type { Catalogue } from "@/lib/catalogue/types";
import type { Framing } from "@/lib/framing";

/** What one press of Generate asks for. */
export interface TaskInput {
  /** A UUID the client makes when the form is filled anew: repeating it returns the tasks of the first press. */
  intentKey: string;
  channel: string;
  model: string;
  prompt: string;
  seconds: number;
  size: string;
  takes: number;
  /** The image that the film begins with, and which part of it; the server cuts it to the exact pixels. */
  reference?: ReferenceInput | null | undefined;
  /** The total that the page showed, in micro-dollars. When the price has changed since, nothing is recorded. */
  quotedMicros?: number | undefined;
  /** The total that the owner agrees to pay although it passes the budget; it holds for exactly this sum. */
  agreedMicros?: number | undefined;
}

/** What one press of Generate asks for when it asks for several films: all of them or none. */
export interface BatchInput extends Pick<TaskInput, "intentKey" | "quotedMicros" | "agreedMicros"> {
  films: Omit<TaskInput, "intentKey" | "quotedMicros" | "agreedMicros">[];
}

/** Takes of one press, all films together: what one can still look over before it is paid. */
export const mostTakes = 100;

export interface ReferenceInput {
  /** Of an image in the studio's own library (`ImageView.id`). */
  imageId: string;
  framing: Framing;
}

export const inputFields = [
  "intentKey",
  "channel",
  "model",
  "prompt",
  "seconds",
  "size",
  "takes",
  "reference",
] as const satisfies readonly (keyof TaskInput)[];

/** A refusal of one field; the sentence is the message `input.<code>` in the user's language. */
export interface InputFault {
  field: (typeof inputFields)[number];
  code: InputFaultCode;
  /** What the sentence needs, e.g. the limit. */
  values?: Record<string, string | number>;
}

export const inputFaultCodes = [
  "malformed",
  "promptEmpty",
  "promptTooLong",
  "channelUnknown",
  "modelUnknown",
  "secondsNotOffered",
  "sizeNotOffered",
  "takesOutOfRange",
  "noKey",
  "batchTooLarge",
  "priceChanged",
  "imageNotTaken",
  "imageGone",
  "imageFraming",
  "imageTooHeavy",
] as const;
export type InputFaultCode = (typeof inputFaultCodes)[number];

/** Length as upstream counts it: Unicode code points, not UTF-16 units. */
export const promptLength = (prompt: string): number => [...prompt].length;

/**
 * The rules of the catalogue, asked by the composer while one types and by the server before it writes.
 * Pure. @returns every fault, in the order of the form; empty when the input may be submitted.
 */
export function checkInput(
  catalogue: Catalogue,
  input: Omit<TaskInput, "intentKey">,
): InputFault[] {
  const channel = findChannel(catalogue, input.channel);
  if (!channel) return [{ field: "channel", code: "channelUnknown" }];
  const model = findModel(channel, input.model);
  if (!model) return [{ field: "model", code: "modelUnknown", values: { channel: channel.name } }];

  const faults: InputFault[] = [];
  const longest = channel.limits.promptCharacters;
  const characters = promptLength(input.prompt);
  if (input.prompt.trim() === "") faults.push({ field: "prompt", code: "promptEmpty" });
  else if (characters > longest) {
    faults.push({ field: "prompt", code: "promptTooLong", values: { longest, characters } });
  }
  if (!model.seconds.includes(input.seconds)) {
    const offered = model.seconds.join(", ");
    faults.push({
      field: "seconds",
      code: "secondsNotOffered",
      values: { offered, model: model.name },
    });
  }
  if (!model.sizes.includes(input.size)) {
    const offered = model.sizes.join(", ");
    faults.push({ field: "size", code: "sizeNotOffered", values: { offered, model: model.name } });
  }
  const most = channel.limits.takes;
  if (!Number.isInteger(input.takes) || input.takes < 1 || input.takes > most) {
    faults.push({ field: "takes", code: "takesOutOfRange", values: { most } });
  }
  if (input.reference && channel.limits.image.mimes.length === 0) {
    faults.push({ field: "reference", code: "imageNotTaken", values: { channel: channel.name } });
  }
  return faults;
}
