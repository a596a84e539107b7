import type { Bill } from "@/lib/sandbox/bill";
import type { LoggedRequest } from "@/lib/sandbox/log";
import { type Program, start } from "./program";
import { readJson, temporaryFolder } from "./studio";

/** The sandbox as a server of its own, steered by its control routes (lib/sandbox/README.md). */
export interface SandboxServer extends Program {
  /** What points a studio at it. */
  environment: Record<string, string>;
  /** How much faster than life it renders. */
  speed: number;
  bill(): Promise<Bill>;
  requests(): Promise<LoggedRequest[]>;
  /** Answers the next request of this method to the API with `answer`. */
  fault(method: string, answer: { status: number; body: unknown }): Promise<void>;
}

export interface Keys {
  official: string;
  async: string;
}

/** Starts it on free ports. Its films have two pictures a second: drawing them takes a moment, not seconds. */
export async function startSandboxServer(keys: Keys, speed = 60): Promise<SandboxServer> {
  const flags = {
    port: "0",
    "cdn-port": "0",
    speed: String(speed),
    fps: "2",
    data: temporaryFolder("sandbox"),
    "official-key": keys.official,
    "async-key": keys.async,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  const entry = ["--conditions=react-server", "--import", "tsx", "lib/sandbox/serve.ts"];
  const { program, announced } = await start([...entry, ...args], {}, /^\{"baseUrl":.*\}$/m);
  const { baseUrl, cdnOrigin } = JSON.parse(announced[0]);
  const control = `${baseUrl}/__control`;
  return {
    ...program,
    speed,
    environment: {
      API_YI_BASE_URL: baseUrl,
      API_YI_LINK_ORIGINS: cdnOrigin,
      API_YI_OFFICIAL_KEY: keys.official,
      API_YI_ASYNC_KEY: keys.async,
    },
    bill: () => readJson(`${control}/bill`),
    requests: () => readJson(`${control}/requests`),
    async fault(method, answer) {
      const body = JSON.stringify({ method, path: "/v1/", answer });
      const response = await fetch(`${control}/fault`, { method: "POST", body });
      if (!response.ok) throw new Error(`no such fault: ${await response.text()}`);
    },
  };
}
