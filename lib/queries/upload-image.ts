import * as z from "zod/mini";
import { paths } from "@/lib/paths";
import { type ImageView, imageFaultCodes } from "@/lib/task/view";
import { readImage } from "./shapes";

const refusal = z.object({
  code: z.enum(imageFaultCodes),
  values: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
});

/** Why an image was not taken. Nothing of it was kept. */
export type UploadFault =
  /** The studio looked at it and refused it: the sentence is the message `image.<code>`. */
  | ({ kind: "refused" } & z.infer<typeof refusal>)
  /** The server was not reached, or the connection broke on the way. */
  | { kind: "unreachable" }
  /** It answered something that is neither an image nor a reason. */
  | { kind: "failed" };

/** What `uploadImage` throws; the screen picks its words by `fault`, never by the message. */
export class UploadError extends Error {
  override name = "UploadError";
  constructor(
    readonly fault: UploadFault,
    options?: ErrorOptions,
  ) {
    super(fault.kind === "refused" ? fault.code : fault.kind, options);
  }
}

interface UploadOptions {
  /** The file's own name: shown in the library, otherwise without meaning. */
  name: string;
  signal: AbortSignal;
  /** Is told the part that has left this device, 0 to 1. */
  onProgress: (part: number) => void;
}

/**
 * Gives an image to the studio. Not `fetch`, which cannot tell how much has been sent.
 * @throws UploadError; the signal's reason when it aborts.
 */
export async function uploadImage(image: Blob, options: UploadOptions): Promise<ImageView> {
  const { status, text } = await post(image, options);
  const body = asJson(text);
  if (status === 200 || status === 201) {
    try {
      return readImage(body);
    } catch (cause) {
      throw new UploadError({ kind: "failed" }, { cause });
    }
  }
  const read = z.object({ error: refusal }).safeParse(body);
  throw new UploadError(
    read.success ? { kind: "refused", ...read.data.error } : { kind: "failed" },
  );
}

function post(image: Blob, { name, signal, onProgress }: UploadOptions) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open("POST", paths.api.images());
    // Headers are Latin-1; a name may be anything.
    request.setRequestHeader("X-File-Name", encodeURIComponent(name));
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(new UploadError({ kind: "unreachable" }));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(image);
  });
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
