import "server-only";
import { z } from "zod";

/** Where a page of a list ended: the last task's place in (createdAt, id) order. */
export interface Cursor {
  createdAt: Date;
  id: string;
}

const shape = z.tuple([z.int().min(0).max(8.64e15), z.uuid()]);

export const encodeCursor = ({ createdAt, id }: Cursor): string =>
  Buffer.from(JSON.stringify([createdAt.getTime(), id])).toString("base64url");

/** @returns null for anything `encodeCursor` did not make. The task it names may be gone: its place still counts. */
export function decodeCursor(text: string): Cursor | null {
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return parsed.success ? { createdAt: new Date(parsed.data[0]), id: parsed.data[1] } : null;
  } catch {
    return null;
  }
}
