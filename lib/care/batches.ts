/** Few enough values for one query (SQLite's oldest limit is 999), enough to need few of them. */
const batchSize = 200;

/** Gathers a stream into arrays, so that a query can ask for many at once. */
export async function* batches<T>(
  items: AsyncIterable<T>,
  size: number = batchSize,
): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/**
 * Reads a table to its end, a page at a time: no long transaction, and rows may change between two pages.
 * @param page the rows whose id comes after `after`, by id; at most `take`.
 */
export async function* pages<T extends { id: string }>(
  page: (after: string, take: number) => Promise<T[]>,
): AsyncGenerator<T> {
  let after = "";
  for (;;) {
    const rows = await page(after, batchSize);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return;
    after = last.id;
  }
}
