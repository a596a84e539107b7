import "server-only";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { ManifestLine } from "./manifest";

/** The lines of a manifest, kept on disk until the films are through: there may be a hundred thousand. */
export interface Notebook {
  write(line: ManifestLine): Promise<void>;
  lines(): AsyncIterable<ManifestLine>;
  close(): Promise<void>;
}

export async function openNotebook(): Promise<Notebook> {
  const folder = await mkdtemp(path.join(tmpdir(), "rushes-zip-"));
  const file = path.join(folder, "manifest.ndjson");
  const handle = await open(file, "a", 0o600);
  return {
    async write(line) {
      await handle.write(`${JSON.stringify(line)}\n`);
    },
    async *lines() {
      for await (const line of createInterface({ input: createReadStream(file) })) {
        yield JSON.parse(line) as ManifestLine;
      }
    },
    async close() {
      await handle.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
