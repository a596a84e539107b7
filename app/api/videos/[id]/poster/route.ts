import { readBounded } from "@/lib/access/body";
import { answer, json, refuse } from "@/lib/access/route";
import { db } from "@/lib/db";
import { acceptPoster, maxPosterUploadBytes } from "@/lib/media/poster/accept";
import { posterKey } from "@/lib/storage/key";
import { storage } from "@/lib/storage/select";
import { getTask } from "@/lib/task/read";
import { addPoster } from "@/lib/task/store";

/** `POST /api/videos/[id]/poster`: the poster that a browser drew, where the server has no decoder. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answer(
    request,
    async () => {
      const task = await getTask(db(), (await params).id);
      if (!task?.video) return refuse(404, { code: "notFound" });
      if (task.video.posterUrl) return json({ posterUrl: task.video.posterUrl });
      const bytes = await readBounded(request, maxPosterUploadBytes);
      if (!bytes) return refuse(413, { code: "malformed", field: "poster" });
      const poster = await acceptPoster(bytes, task.video);
      if (!poster.ok) return refuse(400, { code: "malformed", field: "poster" });
      const key = posterKey(task.id);
      await storage().put(key, poster.value.webp);
      await addPoster(db(), task.id, { posterKey: key, placeholder: poster.value.placeholder });
      return json({ posterUrl: (await getTask(db(), task.id))?.video?.posterUrl ?? null }, 201);
    },
    "make",
  );
}
