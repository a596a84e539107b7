import { findChannel, findModel } from "@/lib/catalogue/catalogue";
import type { Catalogue, Channel, Model } from "@/lib/catalogue/types";
import type { TaskInput } from "@/lib/task/input";
import type { ChannelView } from "@/lib/task/view";
import {
  type DraftReference,
  fittingReference,
  referenceAt,
  referenceInput,
} from "./reference/reference";

/** What the composer holds while one writes. `takes` is NaN while its box is empty. */
export interface Draft
  extends Omit<TaskInput, "intentKey" | "quotedMicros" | "agreedMicros" | "reference"> {
  reference: DraftReference | null;
}

/** A draft as the server is asked for it. */
export const wishOf = ({ reference, ...rest }: Draft): Omit<TaskInput, "intentKey"> => ({
  ...rest,
  reference: referenceInput(reference),
});

/** An untouched composer: the first channel that can be used, with its own defaults. */
export function freshDraft(catalogue: Catalogue, channels: readonly ChannelView[]): Draft {
  const usable = catalogue.channels.filter(({ id }) => hasKey(channels, id));
  const channel =
    usable.find(({ retiredOn }) => retiredOn === null) ?? usable[0] ?? catalogue.channels[0];
  const blank = {
    prompt: "",
    channel: "",
    model: "",
    seconds: 0,
    size: "",
    takes: 1,
    reference: null,
  };
  return channel ? withChannel(catalogue, blank, channel.id) : blank;
}

/** Whether a channel can be sent to; one the server has said nothing about is taken to be. */
export const hasKey = (channels: readonly ChannelView[], channelId: string): boolean =>
  channels.find(({ id }) => id === channelId)?.hasKey ?? true;

/** The same wish on another channel: what it offers too stays, the rest becomes its default. */
export function withChannel(catalogue: Catalogue, draft: Draft, channelId: string): Draft {
  const channel = findChannel(catalogue, channelId);
  const model = channel && (findModel(channel, draft.model) ?? channel.models[0]);
  if (!channel || !model) return { ...draft, channel: channelId };
  const takes = Math.min(draft.takes, channel.limits.takes);
  return fitted({ ...draft, channel: channelId, takes }, model);
}

/** The same wish with another model of its channel. */
export function withModel(catalogue: Catalogue, draft: Draft, modelId: string): Draft {
  const channel = findChannel(catalogue, draft.channel);
  const model = channel && findModel(channel, modelId);
  return model ? fitted(draft, model) : { ...draft, model: modelId };
}

const fitted = (draft: Draft, model: Model): Draft => {
  const size = model.sizes.includes(draft.size) ? draft.size : (model.sizes[0] ?? draft.size);
  const seconds = model.seconds.includes(draft.seconds) ? draft.seconds : model.defaultSeconds;
  return withSize({ ...draft, model: model.id, seconds }, size);
};

/** The same wish in another shape: its image is cut anew, from the untouched original. */
export function withSize(draft: Draft, size: string): Draft {
  if (size === draft.size) return draft;
  return { ...draft, size, reference: draft.reference && referenceAt(draft.reference, size) };
}

/**
 * A draft from elsewhere (an earlier visit, an earlier task) as far as today's catalogue allows.
 * @returns null when there is nothing to be used in it.
 */
export function adoptDraft(
  catalogue: Catalogue,
  fresh: Draft,
  found: Partial<Draft>,
): Draft | null {
  const draft = { ...fresh, ...found };
  const channel = findChannel(catalogue, draft.channel);
  // A channel that is gone takes its model with it, but the words are kept.
  if (!channel) return draft.prompt ? { ...fresh, prompt: draft.prompt } : null;
  const allowed = withChannel(catalogue, draft, channel.id);
  const { reference, size } = allowed;
  return { ...allowed, reference: reference && fittingReference(reference, size) };
}

/** What all models of a channel offer together, with the names of those that offer each. */
export function offersOf<Value>(
  channel: Channel,
  pick: (model: Model) => readonly Value[],
): { value: Value; models: string[] }[] {
  const offers = new Map<Value, string[]>();
  for (const model of channel.models) {
    for (const value of pick(model)) offers.set(value, [...(offers.get(value) ?? []), model.name]);
  }
  return [...offers].map(([value, models]) => ({ value, models }));
}
