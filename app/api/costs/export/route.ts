import { answerCosts } from "@/lib/access/costs-route";
import { csvHead, csvLinesOf } from "@/lib/costs/csv";
import { allFilms, type FilmsRequest } from "@/lib/costs/films";
import { spanOf } from "@/lib/costs/read-view";
import { db } from "@/lib/db";
import { readBudget } from "@/lib/settings/budget";

/** `GET /api/costs/export?from=&to=&books=&charge=&channel=&model=`: the books as a CSV file, streamed. */
export const GET = (request: Request): Promise<Response> =>
  answerCosts(request, async ({ range, cursor: _, ...asked }) => {
    const { timeZone } = await readBudget(db());
    const lines = linesOf({ ...asked, span: spanOf(range, timeZone) }, timeZone);
    const which = asked.sandbox ? "-sandbox" : "";
    return new Response(streamOf(lines), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": `attachment; filename="rushes-costs${which}-${range.from}-${range.to}.csv"`,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  });

async function* linesOf(request: FilmsRequest, timeZone: string): AsyncGenerator<string> {
  yield csvHead;
  for await (const tasks of allFilms(db(), request)) {
    yield tasks.map((task) => csvLinesOf(task, timeZone)).join("");
  }
}

/** One piece for each time that somebody reads: the file waits for its reader, not in memory. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => lines.return(undefined).then(() => {}),
  });
}
