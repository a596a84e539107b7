import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Clock } from "@/lib/clock";

/** A clock that stands still until a test moves it; processes that name the same file share the time. */
export function lapseClock(file: string): Clock {
  const ms = () => Number(readFileSync(file, "utf8"));
  return { now: () => new Date(ms()), monotonic: ms };
}

/** @param ms since 1970. */
export function setLapseClock(file: string, ms: number): void {
  // Whole or not at all: another process may be reading.
  writeFileSync(`${file}.new`, String(ms));
  renameSync(`${file}.new`, file);
}
