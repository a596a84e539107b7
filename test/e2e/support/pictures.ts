import sharp from "sharp";

/** A file as a person has it. */
export interface Picture {
  name: string;
  mimeType: string;
  buffer: Buffer;
  /** As one sees it: upright. */
  width: number;
  height: number;
}

/** What can be told apart in every corner: red, green, blue, yellow, clockwise from the upper left. */
const corners = ["#d02020", "#20a040", "#2040d0", "#e0c020"] as const;

function drawing(width: number, height: number): Buffer {
  const [red, green, blue, yellow] = corners;
  const quarter = (x: number, y: number, fill: string) =>
    `<rect x="${x * 50}%" y="${y * 50}%" width="50%" height="50%" fill="${fill}"/>`;
  const quarters = [
    quarter(0, 0, red),
    quarter(1, 0, green),
    quarter(1, 1, blue),
    quarter(0, 1, yellow),
  ].join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${quarters}<circle cx="50%" cy="50%" r="20%" fill="#f4f0e8"/></svg>`;
  return Buffer.from(svg);
}

/** One picture of each kind that the studio takes. */
export const kinds = ["png", "jpeg", "webp", "avif", "turned"] as const;
export type Kind = (typeof kinds)[number];

export async function picture(kind: Kind, width = 1600, height = 1200): Promise<Picture> {
  const upright = { width, height };
  if (kind === "turned") {
    // As a telephone held upright writes it: lying on its side, with a note that says so.
    const buffer = await sharp(drawing(width, height))
      .rotate(-90)
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toBuffer();
    return { name: "IMG_0815.JPG", mimeType: "image/jpeg", buffer, ...upright };
  }
  const buffer = await sharp(drawing(width, height)).toFormat(kind).toBuffer();
  return { name: `meadow.${kind}`, mimeType: `image/${kind}`, buffer, ...upright };
}

/** The colour of the corners of a picture, clockwise from the upper left, as the names of `picture`'s own. */
export async function cornersOf(image: Buffer): Promise<string[]> {
  const { data, info } = await sharp(image)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const inset = Math.round(info.width / 50);
  const [right, bottom] = [info.width - 1 - inset, info.height - 1 - inset];
  const places = [
    [inset, inset],
    [right, inset],
    [right, bottom],
    [inset, bottom],
  ] as const;
  return places.map(([x, y]) => {
    const at = (y * info.width + x) * info.channels;
    return nearest([...data.subarray(at, at + 3)]);
  });
}

const names = ["red", "green", "blue", "yellow"] as const;

function nearest(pixel: number[]): string {
  const far = corners.map((hex) =>
    [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
      .reduce((sum, value, index) => sum + (value - (pixel[index] ?? 0)) ** 2, 0),
  );
  const least = Math.min(...far);
  return least < 60 ** 2 ? (names[far.indexOf(least)] ?? "none") : "none";
}
