import "server-only";
import path from "node:path";
import { z } from "zod";
import { builtInCatalogue } from "@/lib/catalogue/catalogue";
import { singleton } from "@/lib/singleton";
import packageFile from "@/package.json";

/** The environment, checked. Everything the operator can set without the interface; see README "Configuration". */
export interface Env {
  port: number;
  host: string;
  /** Where people reach the studio, when that is not this machine alone: then they sign in. Null on loopback. */
  publicOrigin: URL | null;
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
  /** What a month may cost, in micro-dollars; null for no end. */
  monthBudgetMicros: bigint | null;
  /** The access token of API Yi's console, for the balance; null for none. No API key. */
  consoleToken: string | null;
  /** Where one tops up; null where nobody has said it. */
  consoleUrl: string | null;
  /** How much faster than life the built-in sandbox runs. */
  sandboxSpeed: number;
  logLevel: string;
  version: string;
}

/** Every fault of the environment at once, one sentence each. */
export class EnvError extends Error {
  override name = "EnvError";
  constructor(readonly faults: readonly string[]) {
    const list = faults.map((fault) => `  - ${fault}`).join("\n");
    super(`The environment has ${faults.length} fault(s):\n${list}`);
  }
}

/** Whether a host name, with or without the brackets of IPv6, can only mean this machine. */
export const isLoopbackHost = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

/** A variable that may be absent; set to nothing, it counts as absent. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => {
    const text = typeof value === "string" ? value.trim() : value;
    return text === "" ? undefined : text;
  }, schema.optional());

const numeric = (form: RegExp, least: number, most: number) => {
  const error = `must be a number from ${least} to ${most}`;
  return z
    .string()
    .regex(form, { error })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error });
};

const host = z
  .string()
  .regex(/^[\w.:[\]-]+$/, { error: "must be a host name or an address" })
  .transform((name) => name.replace(/^\[|\]$/g, ""));

/** A session's cookie is sent over https only; browsers count loopback as safe too (W3C Secure Contexts). */
const publicOrigin = z
  .url({ protocol: /^https?$/, error: "must be an https address" })
  .transform((text) => new URL(text))
  .refine((url) => url.protocol === "https:" || isLoopbackHost(url.hostname), {
    error: "must be https: passwords travel there",
  })
  .refine((url) => url.href === `${url.origin}/`, { error: "must be an origin, without a path" });

const baseUrl = z
  .url({ protocol: /^https?$/, error: "must be an http(s) address" })
  .transform((text) => new URL(text))
  .refine((url) => url.protocol === "https:" || isLoopbackHost(url.hostname), {
    error: "must be https; plain http is for loopback only, because the key travels there",
  })
  .refine((url) => !url.username && !url.password && !url.search && !url.hash, {
    error: "must not carry credentials, a query or a fragment",
  })
  .transform((url) => {
    // OpenAI clients are configured with the address up to /v1, so that is what people paste.
    url.pathname = url.pathname.replace(/\/+$/, "").replace(/\/v1$/, "");
    return url;
  });

const origin = z
  .url({ protocol: /^https?$/, error: "must be an http(s) origin" })
  .transform((text) => new URL(text).origin);

const origins = z
  .string()
  .transform((text) => text.split(",").flatMap((part) => part.trim() || []))
  .pipe(z.array(origin));

// A line break or a non-ASCII character cannot travel in a header.
const key = z.string().regex(/^[\x21-\x7e]+$/, { error: "must be printable ASCII without spaces" });

/** "25" or "25.50" as micro-dollars, without a float in between. */
const dollars = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,6})?$/, { error: "must be dollars, such as 25 or 25.50" })
  .transform((text) => {
    const [whole = "0", fraction = ""] = text.split(".");
    return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0"));
  });

const logLevels = ["silent", "error", "warn", "info", "debug"] as const;

const settings = z
  .object({
    PORT: optional(numeric(/^\d+$/, 0, 65_535)),
    HOST: optional(host),
    RUSHES_ORIGIN: optional(publicOrigin),
    RUSHES_DATA_DIR: optional(z.string()),
    DATABASE_URL: optional(
      z.string().regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, {
        error: "must begin with file: or postgresql://",
      }),
    ),
    RUSHES_CATALOGUE: optional(z.string()),
    API_YI_BASE_URL: optional(baseUrl),
    API_YI_LINK_ORIGINS: optional(origins),
    API_YI_CONSOLE_TOKEN: optional(key),
    API_YI_CONSOLE_URL: optional(z.url({ protocol: /^https$/, error: "must be an https address" })),
    RUSHES_MONTHLY_BUDGET: optional(dollars),
    RUSHES_SANDBOX_SPEED: optional(numeric(/^\d+(\.\d+)?$/, 1, 1000)),
    LOG_LEVEL: optional(z.enum(logLevels, { error: `must be one of ${logLevels.join(", ")}` })),
  })
  .superRefine(({ HOST, RUSHES_ORIGIN }, context) => {
    if (!HOST || isLoopbackHost(HOST) || RUSHES_ORIGIN) return;
    context.addIssue({
      code: "custom",
      path: ["HOST"],
      message:
        "must be loopback (127.0.0.1, localhost or ::1), unless RUSHES_ORIGIN says under which https address people reach the studio and sign in: whoever reaches it spends its key",
    });
  });

/** One key per channel (UPSTREAM, head). */
const keys = z.object(
  Object.fromEntries(
    builtInCatalogue.channels.map((channel) => [channel.keyVariable, optional(key)]),
  ),
);

/**
 * Reads and checks the environment.
 * @param version the studio's own; package.json's by default.
 * @throws EnvError listing every fault, never a value: a value may be a key.
 */
export function readEnv(
  source: Record<string, string | undefined>,
  version: string = packageFile.version,
): Env {
  const set = settings.safeParse(source);
  const secret = keys.safeParse(source);
  if (!set.success || !secret.success) {
    const issues = [...(set.error?.issues ?? []), ...(secret.error?.issues ?? [])];
    throw new EnvError(issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  }
  const values = set.data;
  // Without the hint the build traces the whole project for this path.
  const dataDir = path.resolve(/* turbopackIgnore: true */ values.RUSHES_DATA_DIR ?? "data");
  const keysById = keysByChannel(secret.data);
  return {
    port: values.PORT ?? 3000,
    host: values.HOST ?? "127.0.0.1",
    publicOrigin: values.RUSHES_ORIGIN ?? null,
    dataDir,
    databaseUrl: values.DATABASE_URL ?? `file:${path.join(dataDir, "rushes.db")}`,
    catalogueFile: values.RUSHES_CATALOGUE ? path.resolve(values.RUSHES_CATALOGUE) : null,
    baseUrl: values.API_YI_BASE_URL ?? new URL("https://api.apiyi.com"),
    keys: keysById,
    linkOrigins: values.API_YI_LINK_ORIGINS ?? [],
    mode: Object.keys(keysById).length > 0 ? "live" : "sandbox",
    consoleToken: values.API_YI_CONSOLE_TOKEN ?? null,
    consoleUrl: values.API_YI_CONSOLE_URL ?? null,
    monthBudgetMicros: values.RUSHES_MONTHLY_BUDGET ?? null,
    sandboxSpeed: values.RUSHES_SANDBOX_SPEED ?? 10,
    logLevel: values.LOG_LEVEL ?? "info",
    version,
  };
}

function keysByChannel(byVariable: Record<string, string | undefined>): Record<string, string> {
  const found = builtInCatalogue.channels.flatMap((channel): [string, string][] => {
    const value = byVariable[channel.keyVariable];
    return value === undefined ? [] : [[channel.id, value]];
  });
  return Object.fromEntries(found);
}

/** The checked environment of this process. @throws EnvError at the first use when it has faults. */
export const env = (): Env => singleton("env", () => readEnv(process.env));
