import { readBounded } from "@/lib/access/body";
import { answer, refuse } from "@/lib/access/route";
import { db } from "@/lib/db";
import { readSelection } from "@/lib/library/selection-input";
import { zipOf } from "@/lib/library/zip/zip";
import { storage } from "@/lib/storage/select";

/** Room for the most ids that a selection may have, encoded as a form. */
const mostBytes = 4_000_000;

/** `GET /api/library/zip?…`: the films of a query (lib/library/query.ts) as a ZIP with a manifest. */
export async function GET(request: Request): Promise<Response> {
  return answer(request, () => zip({ query: new URL(request.url).search }));
}

/**
 * The same for any selection: a form whose field `selection` is a `SelectionInput` as JSON, so that the browser saves
 * what comes without holding it.
 */
export async function POST(request: Request): Promise<Response> {
  const take = async () => {
    const body = await readBounded(request, mostBytes);
    const form = body && new URLSearchParams(new TextDecoder().decode(body));
    return zip(parsed(form?.get("selection") ?? ""));
  };
  return answer(request, take, "copy");
}

async function zip(input: unknown): Promise<Response> {
  const selection = await readSelection(db(), input);
  if (!selection) return refuse(400, { code: "malformed", field: "selection" });
  const now = new Date();
  const body = await zipOf({ db: db(), storage: storage(), now }, selection);
  if (!body) return refuse(422, { code: "nothingToZip" });
  return new Response(body, {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="rushes-${now.toISOString().slice(0, 10)}.zip"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
