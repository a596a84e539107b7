import { z } from "zod";

/** What a film is made from. Crosses a process border as JSON, hence the schema. */
export const filmSpec = z.object({
  /** Written into the picture, and the choice of its mood. */
  prompt: z.string(),
  /** Sets one take of a prompt apart from the next. */
  seed: z.string(),
  /** The small line under the prompt. */
  caption: z.string(),
  width: z.int().positive().multipleOf(2),
  height: z.int().positive().multipleOf(2),
  seconds: z.int().positive(),
  fps: z.int().min(1).max(60),
  /** The file of an image that the film begins with, in place of the landscape. */
  image: z.string().nullish(),
});

export type FilmSpec = z.infer<typeof filmSpec>;
