import type { ChannelId } from "./channels";

/** The console's access token, where nobody sets another. */
export const defaultConsoleToken = "sandbox-console";

/** The keys where nobody sets others. No secrets: they open nothing but a sandbox. */
export const defaultKeys: Readonly<Record<ChannelId, string>> = {
  "sora-official": "sk-sandbox-official",
  "sora-async": "sk-sandbox-async",
};
