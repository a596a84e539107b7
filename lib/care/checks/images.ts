import "server-only";
import type { Image, Reference } from "@/lib/db";
import { framingShape } from "@/lib/framing-shape";
import { sha256Of } from "@/lib/media/hash";
import { thumbnailOf } from "@/lib/media/image";
import { cutImage } from "@/lib/media/image/cut";
import type { Storage, StorageKey } from "@/lib/storage/contract";
import { parseKey } from "@/lib/storage/key";
import { readWhole } from "@/lib/storage/whole";
import { pages } from "../batches";
import { type Check, type Finding, fixCommand, type Note, type Patient } from "../finding";

/** Whether images and references are there, byte for byte, and thumbnails at all. Reads each once. */
export const imagesCheck: Check = {
  title: "Images",
  async *examine(patient: Patient): AsyncGenerator<Finding | Note> {
    let images = 0;
    for await (const image of imagesOf(patient)) {
      images += 1;
      yield* imageFindings(patient, image);
    }
    let references = 0;
    for await (const reference of referencesOf(patient)) {
      references += 1;
      yield* referenceFindings(patient, reference);
    }
    yield { note: `${images} and ${references} references compared with their hashes.` };
  },
};

type Cut = Reference & { image: Image };

const imagesOf = ({ db }: Patient) =>
  pages<Image>((after, take) =>
    db.image.findMany({ where: { id: { gt: after } }, orderBy: { id: "asc" }, take }),
  );

const referencesOf = ({ db }: Patient) =>
  pages<Cut>((after, take) =>
    db.reference.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      take,
      include: { image: true },
    }),
  );

/** @returns the bytes, or what is wrong with them. */
async function bytesOf(
  storage: Storage,
  row: { key: string; sha256: string },
): Promise<Uint8Array | "missing" | "damaged"> {
  const key = parseKey(row.key);
  const bytes = key && (await readWhole(storage, key));
  if (!bytes) return "missing";
  return sha256Of(bytes) === row.sha256 ? bytes : "damaged";
}

async function* imageFindings({ storage }: Patient, image: Image): AsyncGenerator<Finding> {
  const bytes = await bytesOf(storage, image);
  const subject = `media/${image.key}`;
  const again = "Give the studio the same file again, or put this one back from a backup.";
  if (bytes === "missing") {
    yield {
      ...{ code: "image.missing", subject },
      ...{ message: "The image is not on the disk.", advice: again },
    };
  } else if (bytes === "damaged") {
    yield {
      ...{ code: "image.damaged", subject, message: "It is not the image that was kept." },
      advice: `Run ${fixCommand}: it is set aside. Then: ${again.toLowerCase()}`,
      mend: async () => setAside(storage, image.key),
    };
  } else {
    const key = parseKey(image.thumbnailKey);
    if (key && !(await storage.stat(key))) yield missingThumbnail(storage, key, bytes);
  }
}

async function setAside(storage: Storage, name: string): Promise<string | null> {
  const key = parseKey(name);
  return key && `It is now media/${await storage.setAside(key)}.`;
}

const missingThumbnail = (storage: Storage, key: StorageKey, image: Uint8Array): Finding => ({
  ...{ code: "thumbnail.missing", subject: `media/${key}` },
  message: "The thumbnail of an image is not on the disk.",
  advice: `Run ${fixCommand}: it is made anew.`,
  mend: async () => {
    await storage.put(key, await thumbnailOf(image));
    return "It was made anew.";
  },
});

async function* referenceFindings({ storage }: Patient, reference: Cut): AsyncGenerator<Finding> {
  const found = await bytesOf(storage, reference);
  if (typeof found !== "string") return;
  const what = found === "missing" ? "is not on the disk" : "is not the one that was kept";
  const finding: Finding = {
    ...{ code: `reference.${found}`, subject: `media/${reference.key}` },
    message: `What an image was cut to ${what}: a task that waits with it would fail.`,
    advice: "Put it back from a backup.",
  };
  const bytes = await cutAgain(storage, reference);
  if (!bytes) yield finding;
  else {
    yield {
      ...finding,
      advice: `Run ${fixCommand}: it is cut anew, to the same bytes.`,
      mend: () => replace(storage, reference.key, found, bytes),
    };
  }
}

/** Cutting is deterministic. @returns null when the image is gone, or another version of the studio cut it. */
async function cutAgain(storage: Storage, reference: Cut): Promise<Uint8Array | null> {
  const image = await bytesOf(storage, reference.image);
  if (typeof image === "string") return null;
  const { width, height } = reference;
  const cut = await cutImage(image, {
    ...{ framing: framingShape.parse(reference.framing), size: { width, height } },
    ...{ mimes: ["image/png", "image/jpeg"], maxBytes: Number.POSITIVE_INFINITY },
  });
  return cut && sha256Of(cut.bytes) === reference.sha256 ? cut.bytes : null;
}

async function replace(
  storage: Storage,
  name: string,
  found: "missing" | "damaged",
  bytes: Uint8Array,
): Promise<string | null> {
  const aside = found === "damaged" ? await setAside(storage, name) : null;
  const key = parseKey(name);
  if (!key) return null;
  await storage.put(key, bytes);
  return aside ? `It was cut anew. What lay there: ${aside}` : "It was cut anew.";
}
