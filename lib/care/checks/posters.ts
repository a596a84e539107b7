import "server-only";
import type { Video } from "@/lib/db";
import { parseKey } from "@/lib/storage/key";
import { pages } from "../batches";
import { type Check, type Finding, fixCommand, type Patient } from "../finding";
import { redrawPoster } from "../mend";

/** Whether every film has its poster, or will have one (FAULTS 55: it may be without, but somebody should know). */
export const postersCheck: Check = {
  title: "Posters",
  async *examine(patient: Patient): AsyncGenerator<Finding> {
    for await (const video of films(patient)) {
      const fault = await faultOf(patient, video);
      if (!fault) continue;
      yield {
        ...fault,
        subject: video.taskId,
        advice: `Open the film in a browser, which draws it; or run ${fixCommand}: it is tried again here.`,
        mend: async () =>
          (await redrawPoster(patient.db, video.taskId, patient.now))
            ? "The worker draws the poster."
            : null,
      };
    }
  },
};

type Film = Video & { id: string; task: { dueAt: Date | null } };

const films = ({ db }: Patient) =>
  pages<Film>(async (after, take) => {
    const videos = await db.video.findMany({
      where: { taskId: { gt: after }, task: { status: "completed", shelf: { not: "purged" } } },
      orderBy: { taskId: "asc" },
      take,
      include: { task: { select: { dueAt: true } } },
    });
    return videos.map((video) => ({ ...video, id: video.taskId }));
  });

async function faultOf(
  { storage }: Patient,
  { posterKey, posterTries, task }: Film,
): Promise<Pick<Finding, "code" | "message"> | null> {
  if (task.dueAt) return null;
  if (posterKey === null) {
    return { code: "poster.absent", message: `It has no poster after ${posterTries} tries.` };
  }
  const key = parseKey(posterKey);
  const stored = key && (await storage.stat(key));
  return stored ? null : { code: "poster.missing", message: "Its poster is not on the disk." };
}
