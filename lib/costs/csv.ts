import "server-only";
import type { Task } from "@/lib/db";
import { dayOf } from "./calendar";
import { chargeOfRow } from "./films";
import { writeAmount } from "./money";

/**
 * The books as a file for a spreadsheet: RFC 4180, with CRLF. A byte order mark goes first, because Excel takes a file
 * without one for the system's own code page, and every Chinese prompt for noise (DECISIONS 27).
 */
export const csvHead = `\uFEFF${csvLine([
  ...["task", "held_at_utc", "day", "channel", "model", "size", "seconds", "status"],
  ...["money", "usd", "upstream_id", "prompt"],
])}`;

/** A task's lines: its price, and what earlier sendings may have cost. The column `usd` adds up to the books. */
export function csvLinesOf(task: Task, timeZone: string): string {
  const { id, heldAt, channel, model, size, seconds, status, upstreamId, prompt } = task;
  const line = (money: string, micros: bigint, jobId: string | null) =>
    csvLine([
      ...[id, heldAt.toISOString(), dayOf(heldAt, timeZone), channel, model, size, seconds],
      ...[status, money, writeAmount(micros), jobId ?? "", prompt],
    ]);
  const own = line(chargeOfRow(task), task.priceMicros, upstreamId);
  return task.doubtMicros > 0n ? own + line("uncertain", task.doubtMicros, null) : own;
}

export function csvLine(fields: readonly (string | number)[]): string {
  return `${fields.map((field) => quoted(harmless(String(field)))).join(",")}\r\n`;
}

/** What a spreadsheet would run as a formula is marked as text; full-width signs count in East Asian editions. */
function harmless(text: string): string {
  return /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
