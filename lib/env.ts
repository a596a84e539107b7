import "server-only";
import path from "node:path";
import { z } from "zod";
import { builtInCatalogue } from "@/lib/catalogue/catalogue";
import { singleton } from "@/lib/singleton";

/** The environment, checked. Everything the operator can set without the interface; see README "Configuration". */
export interface Env {
  port: number;
  host: string;
  dataDir: string;
  /** `file:...` or `postgresql://...`. */
  databaseUrl: string;
  catalogueFile: string | null;
  baseUrl: URL;
  /** API keys by channel id; a channel without one is absent. */
  keys: Readonly<Record<string, string>>;
  /** Extra origins that result links may point to, plain http and loopback included. */
  linkOrigins: readonly string[];
  /** No key at all: the built-in sandbox answers. */
  mode: "sandbox" | "live";
  /** How much faster than life the built-in sandbox runs. */
  sandboxSpeed: number;
  logLevel: string;
  version: string;
}

/** Every fault of the environment at once, one sentence each. */
export class EnvError extends Error {
  override name = "EnvError";
  constructor(readonly faults: readonly string[]) {
    super(`The environment has ${faults.length} fault(s):\n${faults.map((f) => `  - ${f}`).join("\n")}`);
  }
}

const loopbackHosts = new Set(["127.0.0.1", "localhost", "::1"]);
/** Whether a host name can only mean this machine. */
export const isLoopbackHost = (host: string): boolean =>
  loopbackHosts.has(host.replace(/^\[|\]$/g, ""));

const blankAsAbsent = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankAsAbsent, schema.optional());

const baseUrl = z
  .url({ protocol: /^https?$/, error: "must be an http(s) address" })
  .transform((text) => new URL(text))
  .refine((url) => url.protocol === "https:" || isLoopbackHost(url.hostname), {
    error: "must be https; plain http is for loopback only, because the key travels there",
  })
  .refine((url) => !url.username && !url.password && !url.search && !url.hash, {
    error: "must not carry credentials, a query or a fragment",
  });

const origin = z
  .url({ protocol: /^https?$/, error: "must be http(s) origins, separated by commas" })
  .transform((text) => new URL(text).origin);

const key = z
  .string()
  .trim()
  // A line break or a non-ASCII character cannot travel in a header, and would be echoed by the error.
  .regex(/^[\x21-\x7e]+$/, { error: "must be printable ASCII without spaces" });

const schema = z.object({
  PORT: optional(z.coerce.number({ error: "must be a port number" }).int().min(0).max(65_535)),
  HOST: optional(
    z.string().refine(isLoopbackHost, {
      error:
        "must be loopback (127.0.0.1, localhost or ::1): there are no accounts yet, and whoever reaches the studio spends its key",
    }),
  ),
  RUSHES_DATA_DIR: optional(z.string()),
  DATABASE_URL: optional(
    z.string().regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, { error: "must begin with file: or postgresql://" }),
  ),
  RUSHES_CATALOGUE: optional(z.string()),
  API_YI_BASE_URL: optional(baseUrl),
  API_YI_LINK_ORIGINS: optional(
    z
      .string()
      .transform((text) => text.split(",").map((part) => part.trim()).filter(Boolean))
      .pipe(z.array(origin)),
  ),
  RUSHES_SANDBOX_SPEED: optional(
    z.coerce.number({ error: "must be a number" }).min(1).max(1000),
  ),
  LOG_LEVEL: optional(z.enum(["silent", "error", "warn", "info", "debug"])),
  ...Object.fromEntries(builtInCatalogue.channels.map((c) => [c.keyVariable, optional(key)])),
});

/**
 * Reads and checks the environment.
 * @throws EnvError listing every fault, never a value: a value may be a key.
 */
export function readEnv(source: Record<string, string | undefined>, version = "0.0.0"): Env {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    throw new EnvError(parsed.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`));
  }
  const values = parsed.data as z.infer<typeof schema> & Record<string, unknown>;
  const dataDir = path.resolve(values.RUSHES_DATA_DIR ?? "data");
  const keys: Record<string, string> = {};
  for (const channel of builtInCatalogue.channels) {
    const value = values[channel.keyVariable];
    if (typeof value === "string") keys[channel.id] = value;
  }
  return {
    port: values.PORT ?? 3000,
    host: values.HOST ?? "127.0.0.1",
    dataDir,
    databaseUrl: values.DATABASE_URL ?? `file:${path.join(dataDir, "rushes.db")}`,
    catalogueFile: values.RUSHES_CATALOGUE ? path.resolve(values.RUSHES_CATALOGUE) : null,
    baseUrl: values.API_YI_BASE_URL ?? new URL("https://api.apiyi.com"),
    keys,
    linkOrigins: values.API_YI_LINK_ORIGINS ?? [],
    mode: Object.keys(keys).length > 0 ? "live" : "sandbox",
    sandboxSpeed: values.RUSHES_SANDBOX_SPEED ?? 10,
    logLevel: values.LOG_LEVEL ?? "info",
    version,
  };
}

/** The checked environment of this process. @throws EnvError at the first use when it has faults. */
export const env = (): Env =>
  singleton("env", () => readEnv(process.env, process.env.npm_package_version));
