import "server-only";
import type { Db, Prisma, Task } from "@/lib/db";
import type { Charged } from "@/lib/failure";
import { decodeCursor, encodeCursor } from "@/lib/task/cursor";
import { importedChannel } from "@/lib/task/origin";
import { type Charge, chargeOf, taskStatuses } from "@/lib/task/status";
import type { Span } from "./books";
import type { CostFilm, CostFilmPage } from "./view";

/** Which tasks of the books. */
export interface FilmsRequest {
  sandbox: boolean;
  span: Span;
  charge?: Charge | undefined;
  channel?: string | undefined;
  model?: string | undefined;
}

/** One page of the tasks behind the figures, the newest hold first. @param cursor of the page before. */
export async function listFilms(
  db: Db,
  request: FilmsRequest & { cursor?: string | undefined },
  limit = 24,
): Promise<CostFilmPage> {
  const after = request.cursor === undefined ? null : decodeCursor(request.cursor);
  const rows = await db.task.findMany({
    where: { AND: [whereOf(request), after ? olderThan(after.createdAt, after.id) : {}] },
    orderBy: [{ heldAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    films: page.map(filmOf),
    nextCursor:
      rows.length > limit && last ? encodeCursor({ createdAt: last.heldAt, id: last.id }) : null,
  };
}

/** All tasks behind the figures, the oldest hold first, a page of rows at a time: a file of any length in little memory. */
export async function* allFilms(db: Db, request: FilmsRequest): AsyncGenerator<Task[]> {
  const limit = 500;
  let after: Task | undefined;
  do {
    const rows: Task[] = await db.task.findMany({
      where: { AND: [whereOf(request), after ? newerThan(after.heldAt, after.id) : {}] },
      orderBy: [{ heldAt: "asc" }, { id: "asc" }],
      take: limit,
    });
    if (rows.length > 0) yield rows;
    after = rows.length < limit ? undefined : rows.at(-1);
  } while (after);
}

const whereOf = ({
  sandbox,
  span,
  charge,
  channel,
  model,
}: FilmsRequest): Prisma.TaskWhereInput => ({
  sandbox,
  // What was brought from elsewhere was never an order of ours: the books do not count it either.
  NOT: { channel: importedChannel },
  heldAt: { gte: span.from, lt: span.to },
  ...(channel !== undefined && { channel }),
  ...(model !== undefined && { model }),
  ...(charge && { OR: statesOf(charge) }),
});

// The bounded keyset form: the first bound lets the index seek, the second breaks ties (DESIGN "Data").
const olderThan = (heldAt: Date, id: string): Prisma.TaskWhereInput => ({
  heldAt: { lte: heldAt },
  OR: [{ heldAt: { lt: heldAt } }, { id: { lt: id } }],
});
const newerThan = (heldAt: Date, id: string): Prisma.TaskWhereInput => ({
  heldAt: { gte: heldAt },
  OR: [{ heldAt: { gt: heldAt } }, { id: { gt: id } }],
});

/** `chargeOf`, asked the other way round. */
function statesOf(charge: Charge): Prisma.TaskWhereInput[] {
  const whatever = taskStatuses.filter(
    (status) => status !== "failed" && chargeOf(status, null) === charge,
  );
  const said = (["no", "yes", "unknown", null] as const).filter(
    (failureCharged) => chargeOf("failed", failureCharged) === charge,
  );
  return [
    { status: { in: whatever } },
    ...said.map((failureCharged) => ({ status: "failed" as const, failureCharged })),
    ...(charge === "uncertain" ? [{ doubtMicros: { gt: 0n } }] : []),
  ];
}

/** What became of a row's price. */
export const chargeOfRow = ({ status, failureCharged }: Task): Charge =>
  // The store is the only writer of the column, and it writes it from a `Failure`.
  chargeOf(status, failureCharged as Charged | null);

function filmOf(row: Task): CostFilm {
  const { id, status, channel, model, prompt, seconds, size } = row;
  return {
    ...{ id, status, channel, model, prompt, seconds, size },
    charge: chargeOfRow(row),
    priceMicros: Number(row.priceMicros),
    doubtMicros: Number(row.doubtMicros),
    heldAt: row.heldAt.toISOString(),
    isThere: row.shelf !== "purged",
  };
}
