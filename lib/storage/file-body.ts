import "server-only";
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import { StorageError } from "./error";

const chunkBytes = 256 * 1024;

/**
 * Bytes `start` to `end` of a file, both included, as a stream that a browser may abandon at any moment.
 * Nothing is open before the first pull, so an aborted request cannot leak a descriptor, and each pull reads one
 * chunk: unlike `Readable.toWeb`, which raises an uncaught exception when the client goes away.
 * The stream fails with a StorageError when the file cannot be opened or turns out shorter than `end`.
 */
export function fileBody(file: string, start: number, end: number): ReadableStream<Uint8Array> {
  let handle: FileHandle | undefined;
  let position = start;

  const close = async () => {
    const open = handle;
    handle = undefined;
    await open?.close();
  };

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          if (position <= end) {
            handle ??= await open(file, "r");
            const chunk = await readChunk(handle, position, end);
            position += chunk.byteLength;
            controller.enqueue(chunk);
          }
          if (position <= end) return;
          await close();
          controller.close();
        } catch (error) {
          await close().catch(() => {});
          throw StorageError.from(`reading ${path.basename(file)}`, error);
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}

async function readChunk(handle: FileHandle, position: number, end: number): Promise<Uint8Array> {
  const wanted = Math.min(chunkBytes, end - position + 1);
  // Not from the shared pool: the consumer may keep or transfer the memory.
  const buffer = Buffer.allocUnsafeSlow(wanted);
  const { bytesRead } = await handle.read(buffer, 0, wanted, position);
  if (bytesRead === 0) throw new Error("The file ended early while it was read");
  return buffer.subarray(0, bytesRead);
}
