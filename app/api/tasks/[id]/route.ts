import { answer, json, refuse } from "@/lib/access/route";
import { db } from "@/lib/db";
import { getTask } from "@/lib/task/read";

/** `GET /api/tasks/[id]`: one task with its evidence. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answer(request, async () => {
    const task = await getTask(db(), (await params).id);
    return task ? json(task) : refuse(404, { code: "notFound" });
  });
}
