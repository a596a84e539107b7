import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readBoxes } from "./boxes";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "rushes-boxes-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer).reverse();
const box = (type: string, size: number, content = 0) =>
  Buffer.concat([u32(size), Buffer.from(type, "latin1"), Buffer.alloc(content)]);
const large = (type: string, size: bigint, content = 0) => {
  const wide = Buffer.alloc(8);
  wide.writeBigUInt64BE(size);
  return Buffer.concat([box(type, 1), wide, Buffer.alloc(content)]);
};

test.each<[string, Buffer[], unknown]>([
  ["nothing", [], []],
  [
    "two boxes",
    [box("ftyp", 12, 4), box("free", 8)],
    [
      ["ftyp", 0, 12],
      ["free", 12, 8],
    ],
  ],
  ["a size in 64 bits", [large("mdat", 20n, 4)], [["mdat", 0, 20]]],
  [
    "a last box up to the end",
    [box("ftyp", 8), box("mdat", 0, 9)],
    [
      ["ftyp", 0, 8],
      ["mdat", 8, 17],
    ],
  ],
  ["a box one byte longer than the file", [box("ftyp", 13, 4)], "truncated"],
  ["a cut header", [box("ftyp", 8), Buffer.alloc(7)], "truncated"],
  ["a cut 64-bit header", [large("mdat", 20n).subarray(0, 15)], "truncated"],
  ["a 64-bit size beyond all files", [large("mdat", 2n ** 63n)], "truncated"],
  ["a box smaller than its header", [box("ftyp", 7)], "malformed"],
  ["a 64-bit box smaller than its header", [large("ftyp", 15n)], "malformed"],
])("%s", async (_what, parts, expected) => {
  const file = path.join(folder, "file");
  const bytes = Buffer.concat(parts);
  await writeFile(file, bytes);
  const handle = await open(file, "r");
  const boxes = await readBoxes(handle, bytes.length);
  await handle.close();
  const found = typeof boxes === "string" ? boxes : boxes.map((b) => [b.type, b.start, b.bytes]);
  expect(found).toEqual(expected);
});
