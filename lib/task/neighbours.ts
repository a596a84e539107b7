import "server-only";
import type { Db, Prisma } from "@/lib/db";
import type { Neighbours } from "./view";

/**
 * The films beside a task, in the library's order. The task itself need not be finished.
 * @param task `createdAt` as the view has it: ISO 8601.
 */
export async function neighboursOf(
  db: Db,
  { id, createdAt }: { id: string; createdAt: string },
): Promise<Neighbours> {
  const at = new Date(createdAt);
  const [newer, older] = await Promise.all([
    firstFilm(db, "asc", {
      createdAt: { gte: at },
      OR: [{ createdAt: { gt: at } }, { id: { gt: id } }],
    }),
    firstFilm(db, "desc", {
      createdAt: { lte: at },
      OR: [{ createdAt: { lt: at } }, { id: { lt: id } }],
    }),
  ]);
  return { newer, older };
}

async function firstFilm(
  db: Db,
  order: Prisma.SortOrder,
  where: Prisma.TaskWhereInput,
): Promise<string | null> {
  const film = await db.task.findFirst({
    where: { status: "completed", shelf: "library", ...where },
    orderBy: [{ createdAt: order }, { id: order }],
    select: { id: true },
  });
  return film?.id ?? null;
}
