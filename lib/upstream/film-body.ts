import { type Deadline, TimeoutError, untilAborted } from "./deadline";
import type { Timeouts } from "./timeouts";

/**
 * The body of a film that breaks when upstream stalls or never ends. Only upstream's time counts: while the reader takes
 * its own, nothing runs out. It ends the deadline with itself.
 */
export function guardedBody(
  body: ReadableStream<Uint8Array>,
  deadline: Deadline,
  { stall, film }: Pick<Timeouts, "stall" | "film">,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const until = performance.now() + film;
  const nextPiece = () => {
    if (performance.now() > until) throw new TimeoutError(`the film took over ${film} ms`);
    deadline.allow(stall, "the next piece of the film");
    return untilAborted(reader.read(), deadline.signal).finally(() => deadline.rest());
  };
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await nextPiece();
          if (!done) return controller.enqueue(value);
          deadline.end();
          controller.close();
        } catch (error) {
          deadline.end();
          reader.cancel(error).catch(() => {});
          throw error;
        }
      },
      async cancel(reason) {
        deadline.end();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
