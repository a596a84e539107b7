/** Why bytes do not become an image of the library; `values` is what a sentence about it needs. */
export type ImageFault =
  | { code: "empty" | "tooNarrow" | "notAnImage" | "vector" | "damaged" }
  /** In bytes. */
  | { code: "tooHeavy"; values: { most: number; bytes: number } }
  /** In megapixels. */
  | { code: "tooManyPixels"; values: { most: number } }
  /** In pixels of a side. */
  | { code: "tooSmall"; values: { least: number } }
  /** The usual name of the kind, such as "HEIC". */
  | { code: "unsupported"; values: { kind: string } };
