import "server-only";

/** Who sends no more for so long has gone, and others wait. In ms. */
const patience = 60_000;

/**
 * Reads a request's body, but never more of it than is allowed, whatever its headers claim.
 * @returns null when it is longer than `mostBytes`.
 * @throws the signal's reason when it does not arrive in time.
 */
export async function readBounded(
  request: Request,
  mostBytes: number,
  signal = AbortSignal.timeout(patience),
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const bounded = request.body?.pipeThrough(new TransformStream(), { signal });
  for await (const chunk of bounded ?? []) {
    length += chunk.length;
    if (length > mostBytes) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
