/**
 * What the two channels accept and charge, written down a second time on purpose: the studio's catalogue is not asked,
 * so that a mistake there shows as a refusal or a wrong bill here. Source: UPSTREAM section 1.
 */
export const channelIds = ["sora-official", "sora-async"] as const;
export type ChannelId = (typeof channelIds)[number];

export interface ModelRules {
  seconds: readonly string[];
  sizes: readonly string[];
  /** What a film costs, in micro-dollars. */
  price(seconds: number, size: string): number;
}

export interface ChannelRules {
  /** The exact `Authorization` header that a key makes on this channel. */
  authorization(key: string): string;
  /** The token group, as the console calls it. */
  group: string;
  bodies: readonly string[];
  models: Readonly<Record<string, ModelRules>>;
  /** Taken where a field is absent; a channel without them requires the field. */
  defaults: { seconds?: string; size?: string };
  promptCharacters: number;
  image: { formats: readonly string[]; maxBytes: number; mustMatchSize: boolean };
  firstStatus: "queued" | "submitted";
  /** Requests in any window of so many ms, creates and polls together; null: no limit is stated. */
  window: { requests: number; per: number } | null;
  /** Unsettled jobs at once. */
  slots: number | null;
}

const dollar = 1_000_000;
const standard = ["720x1280", "1280x720"];
const large = ["1024x1792", "1792x1024"];
const megabyte = 1024 * 1024;

export const channels: Readonly<Record<ChannelId, ChannelRules>> = {
  "sora-official": {
    authorization: (key) => `Bearer ${key}`,
    group: "Sora2官转",
    bodies: ["application/json", "multipart/form-data"],
    models: {
      "sora-2": {
        seconds: ["4", "8", "12"],
        sizes: standard,
        price: (seconds) => (seconds * dollar) / 10,
      },
      "sora-2-pro": {
        seconds: ["4", "8", "12"],
        sizes: [...standard, ...large],
        price: (seconds, size) => (seconds * dollar * (large.includes(size) ? 5 : 3)) / 10,
      },
    },
    defaults: { seconds: "4", size: "720x1280" },
    promptCharacters: 32_000,
    image: { formats: ["png", "jpeg", "webp"], maxBytes: 20 * megabyte, mustMatchSize: true },
    firstStatus: "queued",
    window: null,
    slots: null,
  },
  "sora-async": {
    authorization: (key) => key,
    group: "Sora2",
    bodies: ["multipart/form-data"],
    models: {
      "sora-2": { seconds: ["10", "15"], sizes: standard, price: () => (12 * dollar) / 100 },
    },
    defaults: {},
    promptCharacters: 999,
    image: { formats: ["png", "jpeg"], maxBytes: 10 * megabyte - 1, mustMatchSize: false },
    firstStatus: "submitted",
    window: { requests: 10, per: 60_000 },
    slots: 5,
  },
};

/** Whose key a request carries. A key in the other channel's form is nobody's. */
export function identify(
  authorization: string | null,
  keys: Readonly<Record<ChannelId, string>>,
): ChannelId | null {
  return channelIds.find((id) => authorization === channels[id].authorization(keys[id])) ?? null;
}
