import "server-only";
import type { Task, Video } from "@/lib/db";
import { sha256OfFile } from "@/lib/media/hash";
import type { StorageKey } from "@/lib/storage/contract";
import { parseKey, videoKey } from "@/lib/storage/key";
import { fetchAgain as fetchFilmAgain } from "@/lib/task/fetch-again";
import { pages } from "../batches";
import {
  type Check,
  type Finding,
  fixCommand,
  formatTime,
  type Note,
  type Patient,
} from "../finding";
import { reopenArchive } from "../mend";

type Film = Task & { video: Video | null };

/** Whether a completed task has its film, byte for byte (FAULTS 44). Reads every film once. */
export const filmsCheck: Check = {
  title: "Films",
  async *examine(patient: Patient): AsyncGenerator<Finding | Note> {
    const sum = await patient.db.video.aggregate({ _count: true, _sum: { bytes: true } });
    const total = Number(sum._sum.bytes ?? 0n);
    let done = 0;
    for await (const film of completed(patient)) {
      const fault = await faultOf(patient, film);
      if (fault) yield finding(patient, film, fault);
      done += Number(film.video?.bytes ?? 0n);
      patient.progress?.(done, total);
    }
    yield* givenUp(patient);
    yield { note: `${sum._count} compared with their hashes, ${(total / 1e6).toFixed(1)} MB.` };
  },
};

const completed = ({ db }: Patient) =>
  pages<Film>((after, take) =>
    db.task.findMany({
      where: { id: { gt: after }, status: "completed", shelf: { not: "purged" } },
      orderBy: { id: "asc" },
      take,
      include: { video: true },
    }),
  );

/** What upstream serves for them was never a whole film (FAULTS 39). */
async function* givenUp({ db, now, keptUntil }: Patient): AsyncGenerator<Finding> {
  const where = { status: "archiving", attention: "badFile" } as const;
  for (const task of await db.task.findMany({ where, orderBy: { id: "asc" } })) {
    const until = keptUntil({ ...task, sentAt: task.submittedAt ?? task.createdAt });
    yield {
      code: "film.bad",
      subject: task.id,
      message: "What API Yi serves is not its film, each time that it was fetched.",
      advice: `Run ${fixCommand} before ${formatTime(until)}: it is fetched again. Of what came, the last is in media/unclaimed.`,
      mend: async () =>
        (await fetchFilmAgain(db, task.id, now)) === null ? "The worker fetches it again." : null,
    };
  }
}

interface Fault {
  code: Finding["code"];
  message: string;
  /** What lies there instead, to be taken out of the way. */
  wrong: StorageKey | null;
  /** The film itself lies there, only unrecorded. */
  present?: boolean;
}

async function faultOf({ storage }: Patient, { id, video }: Film): Promise<Fault | null> {
  const key = video ? parseKey(video.key) : videoKey(id);
  const stored = key && (await storage.stat(key));
  if (!video) {
    const message = "It is completed, but nothing is recorded of its film.";
    return { code: "film.unrecorded", message, wrong: null, present: stored !== null };
  }
  if (!key || !stored) {
    return { code: "film.missing", message: "Its film is not on the disk.", wrong: null };
  }
  const damaged = (message: string): Fault => ({ code: "film.damaged", message, wrong: key });
  if (stored.bytes !== Number(video.bytes)) {
    return damaged(`Its film has ${stored.bytes} bytes instead of ${video.bytes}.`);
  }
  const file = await storage.localFile(key);
  try {
    const { sha256 } = await sha256OfFile(file.path);
    return sha256 === video.sha256 ? null : damaged("Its film is not the one that was verified.");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return damaged(`Its film cannot be read: ${reason}.`);
  } finally {
    await file.release();
  }
}

/** What can be done depends on who still has the film: our disk, upstream, or only a backup. */
function finding(patient: Patient, film: Film, fault: Fault): Finding {
  const { code, message } = fault;
  const sentAt = film.submittedAt ?? film.createdAt;
  const until = patient.keptUntil({ ...film, sentAt });
  const found: Finding = { code, subject: film.id, message, advice: "" };
  if (!fault.present && until <= patient.now) {
    const name = film.video?.key ?? videoKey(film.id);
    return {
      ...found,
      advice: `API Yi has deleted it by now: put media/${name} back from a backup.`,
    };
  }
  const advice = fault.present
    ? `Run ${fixCommand}: the file is verified and recorded.`
    : `Run ${fixCommand} before ${formatTime(until)}: until then API Yi keeps it, and it is fetched again.`;
  return { ...found, advice, mend: () => fetchAgain(patient, film, fault) };
}

async function fetchAgain(
  { db, storage, now }: Patient,
  { id }: Film,
  { wrong, message }: Fault,
): Promise<string | null> {
  // First: what lies under the key would be taken for the film.
  const aside = wrong && (await storage.setAside(wrong));
  const reopened = await reopenArchive(db, id, `The doctor found: ${message}`, now);
  if (!reopened) return null;
  const kept = aside ? ` What lay there is kept as media/${aside}.` : "";
  return `The worker brings the film home again.${kept}`;
}
