import "server-only";
import pino from "pino";
import { env } from "@/lib/env";
import { singleton } from "@/lib/singleton";

/**
 * The process's log: one JSON line an entry on standard output. Nothing that may hold a key is ever passed to it;
 * the redaction below is the second fence.
 */
export const log = (): pino.Logger =>
  singleton("log", () =>
    pino({
      level: env().logLevel,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ["*.authorization", "*.key", "*.headers"], censor: "[redacted]" },
    }),
  );
