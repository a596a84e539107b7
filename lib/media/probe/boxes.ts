import type { FileHandle } from "node:fs/promises";

/** A box of an MP4 at the top level (ISO/IEC 14496-12 section 4.2). */
export interface Box {
  type: string;
  start: number;
  bytes: number;
}

export type BoxFault = "truncated" | "malformed";

const shortHeader = 8;
const longHeader = 16;

/**
 * Walks the boxes at the top level, which must fill `size` bytes exactly.
 * @returns the boxes; or "truncated" when the last one claims more than there is, "malformed" when a size is impossible.
 */
export async function readBoxes(file: FileHandle, size: number): Promise<Box[] | BoxFault> {
  const boxes: Box[] = [];
  let start = 0;
  while (start < size) {
    const box = await readBox(file, start, size);
    if (typeof box === "string") return box;
    boxes.push(box);
    start += box.bytes;
  }
  return boxes;
}

async function readBox(file: FileHandle, start: number, size: number): Promise<Box | BoxFault> {
  const left = size - start;
  if (left < shortHeader) return "truncated";
  const header = Buffer.alloc(longHeader);
  await file.read(header, 0, Math.min(longHeader, left), start);
  const type = header.toString("latin1", 4, 8);
  const declared = header.readUInt32BE(0);
  // 0: up to the end of the file. 1: the size follows in 64 bits.
  if (declared === 0) return { type, start, bytes: left };
  if (declared === 1 && left < longHeader) return "truncated";
  const bytes = declared === 1 ? Number(header.readBigUInt64BE(8)) : declared;
  if (bytes < (declared === 1 ? longHeader : shortHeader)) return "malformed";
  return bytes > left ? "truncated" : { type, start, bytes };
}
