import "server-only";
import { csvLine } from "@/lib/costs/csv";
import { writeAmount } from "@/lib/costs/money";
import type { Prisma } from "@/lib/db";
import type { Charged } from "@/lib/failure";
import { chargeOf } from "@/lib/task/status";

/** What to read of a task that is handed out. */
export const zippedParts = {
  ...{ id: true, title: true, prompt: true, channel: true, model: true, seconds: true, size: true },
  ...{ status: true, origin: true, sandbox: true, favourite: true, upstreamId: true },
  ...{ priceMicros: true, failureCharged: true, createdAt: true },
  video: true,
  tags: { select: { tag: { select: { name: true } } }, orderBy: { tag: { folded: "asc" } } },
} as const satisfies Prisma.TaskSelect;
export type ZippedTask = Prisma.TaskGetPayload<{ select: typeof zippedParts }>;

/** Why a task that was selected has no film in the ZIP. */
export type Missing = "noFilm" | "fileMissing";

/** The columns of the manifest, and the fields of its JSON. Money is exact, in US dollars. */
const columns = [
  ...["file", "missing", "id", "title", "prompt", "channel", "model", "seconds", "size"],
  ...["status", "origin", "sandbox", "favourite", "tags", "priceUsd", "charge", "upstreamId"],
  ...["createdAt", "width", "height", "durationMs", "bytes", "sha256"],
] as const;
type Column = (typeof columns)[number];
export type ManifestLine = Record<Column, string | number | boolean | string[] | null>;

export function manifestLine(task: ZippedTask, file: string | Missing): ManifestLine {
  const { video } = task;
  const missing = file === "noFilm" || file === "fileMissing" ? file : null;
  return {
    ...{ file: missing ? null : file, missing },
    ...{ id: task.id, title: task.title, prompt: task.prompt, channel: task.channel },
    ...{ model: task.model, seconds: task.seconds, size: task.size, status: task.status },
    ...{ origin: task.origin, sandbox: task.sandbox, favourite: task.favourite },
    tags: task.tags.map(({ tag }) => tag.name),
    priceUsd: writeAmount(task.priceMicros),
    charge: chargeOf(task.status, task.failureCharged as Charged | null),
    ...{ upstreamId: task.upstreamId, createdAt: task.createdAt.toISOString() },
    ...{ width: video?.width ?? null, height: video?.height ?? null },
    durationMs: video?.durationMs ?? null,
    bytes: video ? Number(video.bytes) : null,
    sha256: video?.sha256 ?? null,
  };
}

/** The manifest for a spreadsheet; see `csvLine` for what keeps it harmless there. */
export async function* manifestCsv(lines: AsyncIterable<ManifestLine>): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(columns)}`;
  for await (const line of lines) {
    yield csvLine(columns.map((column) => cellOf(line[column])));
  }
}

function cellOf(value: ManifestLine[Column]): string | number {
  if (Array.isArray(value)) return value.join("; ");
  return typeof value === "boolean" ? String(value) : (value ?? "");
}

/** The same for programs. */
export async function* manifestJson(
  lines: AsyncIterable<ManifestLine>,
  madeAt: Date,
): AsyncGenerator<string> {
  yield `{"format":1,"madeAt":"${madeAt.toISOString()}","films":[`;
  let first = true;
  for await (const line of lines) {
    yield `${first ? "" : ","}\n${JSON.stringify(line)}`;
    first = false;
  }
  yield "\n]}\n";
}
