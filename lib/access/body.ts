import "server-only";

/**
 * Reads a request's body, but never more of it than is allowed, whatever its headers claim.
 * @returns null when it is longer than `mostBytes`.
 */
export async function readBounded(
  request: Request,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > mostBytes) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
