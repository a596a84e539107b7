import "server-only";
import { Deadline, untilAborted } from "./deadline";
import { type Transport, TransportError } from "./transport";

/** An answer whose body has been read, as far as it came. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Cut off at 1 MB, or where the connection broke: whoever parses it will notice. */
  text: string;
}

export type Exchange =
  | { answered: true; answer: Answer }
  /** `sent` is false only where provably not a byte of the request was written. */
  | { answered: false; sent: boolean; error: unknown };

const mostBytes = 1024 * 1024;

/** One request and its short answer, within `ms`. Never throws. */
export async function exchange(
  transport: Transport,
  request: Request,
  ms: number,
  signal: AbortSignal,
  mayStart?: () => boolean,
): Promise<Exchange> {
  const deadline = new Deadline(signal);
  deadline.allow(ms, "the answer");
  try {
    const { status, headers, body } = await transport(request, deadline.signal, mayStart);
    const text = await readText(body, deadline.signal);
    return { answered: true, answer: { status, headers, text } };
  } catch (error) {
    return { answered: false, sent: !(error instanceof TransportError) || error.sent, error };
  } finally {
    deadline.end();
  }
}

/** The body as text, as far as it comes: at most 1 MB, until it breaks or the signal fires. Never throws. */
export async function readText(
  body: ReadableStream<Uint8Array> | null,
  signal: AbortSignal,
): Promise<string> {
  if (!body) return "";
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let bytes = 0; bytes < mostBytes; ) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) break;
      bytes += value.byteLength;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // What came before the break is kept: a refusal's status is as good without its last words.
  }
  reader.cancel().catch(() => {});
  return text;
}
