import { soraAsync, soraOfficial } from "./sora";
import type { Catalogue, Channel, Model } from "./types";

/** What is known of every channel, before the operator's overrides. */
export const builtInCatalogue: Catalogue = { channels: [soraOfficial, soraAsync] };

export const findChannel = (catalogue: Catalogue, channelId: string): Channel | undefined =>
  catalogue.channels.find((channel) => channel.id === channelId);

export const findModel = (channel: Channel, modelId: string): Model | undefined =>
  channel.models.find((model) => model.id === modelId);

/** "1280x720" as pixels. Sizes of the catalogue always parse. */
export function pixelsOf(size: string): { width: number; height: number } {
  const [width = 0, height = 0] = size.split("x").map(Number);
  return { width, height };
}
