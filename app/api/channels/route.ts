import { answer, json } from "@/lib/access/route";
import { db } from "@/lib/db";
import { listChannels } from "@/lib/task/channels";

/** `GET /api/channels`: keys, pauses and slots of every channel. */
export async function GET(request: Request): Promise<Response> {
  return answer(request, async () => json({ channels: await listChannels(db()) }));
}
