import sharp from "sharp";
import { type Framing, filling, pixelsOf } from "@/lib/framing";
import { type ImageLibrary, keepImage } from "@/lib/task/images";
import type { ReferenceInput } from "@/lib/task/input";
import { cutReference, keepReferences, type NewReference } from "@/lib/task/references";
import { createTasks } from "@/lib/task/store";
import type { ImageView } from "@/lib/task/view";
import { taskInput } from "./tasks";

/** A picture with something on it, so that what was cut and turned can be told: four colours, one a quarter. */
export async function quarters(width = 640, height = 480): Promise<Buffer> {
  const quarter = (background: string) => ({
    create: {
      ...{ width: Math.ceil(width / 2), height: Math.ceil(height / 2) },
      ...{ channels: 3 as const, background },
    },
  });
  const [left, top] = [Math.floor(width / 2), Math.floor(height / 2)];
  return sharp({ create: { width, height, channels: 3, background: "#e0c040" } })
    .composite([
      { input: quarter("#c03030"), left: 0, top: 0 },
      { input: quarter("#30a040"), left, top: 0 },
      { input: quarter("#3050c0"), left: 0, top },
    ])
    .png()
    .toBuffer();
}

/** Takes a picture into the library. */
export async function keepPicture(
  library: ImageLibrary,
  now: Date,
  bytes?: Uint8Array,
): Promise<ImageView> {
  const upload = { bytes: bytes ?? (await quarters()), name: "quarters.png" };
  const kept = await keepImage(library, upload, now);
  if (!kept.ok) throw new Error(`the picture was refused: ${kept.error.code}`);
  return kept.value.image;
}

/** What the composer sends for an image that fills the size. */
export const filledBy = (
  image: ImageView,
  size: string,
  changes: Partial<Framing> = {},
): ReferenceInput => ({
  imageId: image.id,
  framing: { ...filling(image, pixelsOf(size)), ...changes },
});

/** Records a task that begins with an image, cut to its size. */
export async function recordWithImage(
  library: ImageLibrary,
  image: ImageView,
  now: Date,
): Promise<{ id: string; reference: NewReference["row"] }> {
  const input = taskInput();
  const cut = await cutReference(library, filledBy(image, input.size), input.size, takesAll);
  if (!cut.ok) throw new Error(`the image cannot be sent: ${cut.error.code}`);
  const intent = { input, reference: cut.value.row, eachMicros: 400_000n, sandbox: false };
  const [id = ""] = await keepReferences(library.storage, [cut.value], () =>
    createTasks(library.db, { ...intent, monthBudgetMicros: null }, now),
  );
  return { id, reference: cut.value.row };
}

const takesAll = { mimes: ["image/png", "image/jpeg"], maxBytes: 10_000_000 };
