import "server-only";
import type { StorageKey } from "./contract";

/** What an image or a reference is kept as, by its extension. */
export type ImageExtension = "png" | "jpg" | "webp";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const sha256 = "[0-9a-f]{64}";
const pattern = new RegExp(
  `^(?:videos/${uuid}\\.mp4|posters/${uuid}\\.webp|(?:images|references)/${sha256}\\.(?:png|jpg|webp)|thumbnails/${sha256}\\.webp)$`,
);

/** The folders that keys lead to. */
export const keyFolders = ["videos", "posters", "images", "thumbnails", "references"] as const;

const contentTypes: Readonly<Record<string, string>> = {
  mp4: "video/mp4",
  webp: "image/webp",
  png: "image/png",
  jpg: "image/jpeg",
};

/** Where the film of a task is kept. @throws TypeError when the id is not one of ours (a lower-case UUID). */
export const videoKey = (taskId: string): StorageKey => mustParse(`videos/${taskId}.mp4`);

/** Where the poster of a task is kept. @throws TypeError when the id is not one of ours. */
export const posterKey = (taskId: string): StorageKey => mustParse(`posters/${taskId}.webp`);

/** Where an image of the library is kept, named by the SHA-256 of its bytes in hex. @throws TypeError when it is not that. */
export const imageKey = (hash: string, extension: ImageExtension): StorageKey =>
  mustParse(`images/${hash}.${extension}`);

/** Where the thumbnail of an image is kept, named by the hash of that image. @throws TypeError when it is not that. */
export const thumbnailKey = (hash: string): StorageKey => mustParse(`thumbnails/${hash}.webp`);

/** Where a reference is kept, named by the SHA-256 of its bytes in hex. @throws TypeError when it is not that. */
export const referenceKey = (hash: string, extension: ImageExtension): StorageKey =>
  mustParse(`references/${hash}.${extension}`);

/**
 * Reads a key that came from outside, such as the path of a request.
 * @returns null for everything that the functions above cannot have built, so that no text can climb out of the folder.
 */
export const parseKey = (text: string): StorageKey | null => (isKey(text) ? text : null);

/** The task that a film or a poster belongs to; null for images and references, which tasks share. */
export function taskIdOf(key: StorageKey): string | null {
  const [folder, name = ""] = key.split("/");
  return folder === "videos" || folder === "posters" ? name.slice(0, name.indexOf(".")) : null;
}

/** The media type of what is kept under a key. */
export const contentType = (key: StorageKey): string =>
  contentTypes[key.slice(key.lastIndexOf(".") + 1)] ?? "application/octet-stream";

const isKey = (text: string): text is StorageKey => pattern.test(text);

function mustParse(text: string): StorageKey {
  const key = parseKey(text);
  if (key === null) throw new TypeError(`Not a storage key: ${JSON.stringify(text)}`);
  return key;
}
