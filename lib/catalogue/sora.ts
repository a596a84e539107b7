import type { Channel } from "./types";

const minutes = 60_000;
const asOf = "2026-11-20";

const portrait = "720x1280";
const landscape = "1280x720";
const tallPro = "1024x1792";
const widePro = "1792x1024";

/** UPSTREAM section 1, left column. */
export const soraOfficial: Channel = {
  id: "sora-official",
  name: "Sora 2 Official",
  summary: {
    en: "Relayed from OpenAI. Paid by the second.",
    zh: "由 OpenAI 官方转发，按秒计费。",
  },
  dialect: "openai-videos",
  wire: { auth: "bearer", textBody: "json" },
  keyVariable: "API_YI_OFFICIAL_KEY",
  models: [
    {
      id: "sora-2",
      name: "Sora 2",
      seconds: [4, 8, 12],
      defaultSeconds: 4,
      sizes: [portrait, landscape],
      price: {
        kind: "perSecond",
        microsBySize: { [portrait]: 100_000n, [landscape]: 100_000n },
        asOf,
        confidence: "stated",
      },
    },
    {
      id: "sora-2-pro",
      name: "Sora 2 Pro",
      seconds: [4, 8, 12],
      defaultSeconds: 4,
      sizes: [portrait, landscape, tallPro, widePro],
      price: {
        kind: "perSecond",
        microsBySize: {
          [portrait]: 300_000n,
          [landscape]: 300_000n,
          [tallPro]: 500_000n,
          [widePro]: 500_000n,
        },
        asOf,
        confidence: "stated",
      },
    },
  ],
  limits: {
    promptCharacters: 32_000,
    image: { mimes: ["image/png", "image/jpeg", "image/webp"], maxBytes: 10_000_000 },
    takes: 10,
  },
  pace: {
    firstPoll: 30_000,
    poll: 30_000,
    slow: 10 * minutes,
    retention: 24 * 60 * minutes,
    typical: [3 * minutes, 10 * minutes],
    window: null,
    slots: null,
  },
  setup: [
    {
      en: "In API Yi's console, create a key in the group “Sora2官转” (Sora2 Official).",
      zh: "在 API 易控制台新建令牌，分组选择“Sora2官转”。",
    },
    {
      en: "Set the key's billing mode to “按量计费” (Usage-Based): a per-request key cannot reach this channel.",
      zh: "令牌的计费模式选择“按量计费”：按次计费的令牌无法使用此渠道。",
    },
    {
      en: "Make sure the balance covers the film, then set API_YI_OFFICIAL_KEY and start the studio again.",
      zh: "确认余额足够，然后设置 API_YI_OFFICIAL_KEY 并重启工作室。",
    },
  ],
  retiredOn: "2026-07-01",
};

/** UPSTREAM section 1, right column. */
export const soraAsync: Channel = {
  id: "sora-async",
  name: "Sora 2 Async",
  summary: {
    en: "Reverse-engineered. One price per film.",
    zh: "逆向渠道，按次计费。",
  },
  dialect: "openai-videos",
  wire: { auth: "raw", textBody: "multipart" },
  keyVariable: "API_YI_ASYNC_KEY",
  models: [
    {
      id: "sora-2",
      name: "Sora 2",
      seconds: [10, 15],
      defaultSeconds: 10,
      sizes: [landscape, portrait],
      price: {
        kind: "perRequest",
        // The newest page says $0.12 for both; earlier ones $0.15 and $0.25.
        microsBySeconds: { 10: 120_000n, 15: 120_000n },
        asOf,
        confidence: "conflicting",
      },
    },
  ],
  limits: {
    promptCharacters: 999,
    image: { mimes: ["image/png", "image/jpeg"], maxBytes: 10_000_000 },
    takes: 10,
  },
  pace: {
    firstPoll: 30_000,
    poll: 30_000,
    slow: 10 * minutes,
    retention: 24 * 60 * minutes,
    typical: [3 * minutes, 5 * minutes],
    window: { requests: 10, per: 60_000, reserved: 1 },
    slots: 5,
  },
  setup: [
    {
      en: "In API Yi's console, create a key in the group of the asynchronous Sora 2 channel, apart from any other key.",
      zh: "在 API 易控制台为 Sora 2 异步渠道的分组单独新建一个令牌。",
    },
    {
      en: "Set the key's billing mode to per-request (按次计费).",
      zh: "令牌的计费模式选择“按次计费”。",
    },
    {
      en: "Make sure there is enough balance, then set API_YI_ASYNC_KEY and start the studio again.",
      zh: "确认余额足够，然后设置 API_YI_ASYNC_KEY 并重启工作室。",
    },
  ],
  retiredOn: "2026-04-26",
};
