import "server-only";
import { z } from "zod";
import { checkRange } from "@/lib/costs/range";
import { env } from "@/lib/env";
import { decodeCursor } from "@/lib/task/cursor";

const day = z.string().max(10);

/** What the routes of the books are asked with. Both days are included; `books` is real or play money. */
export const costsQuery = z
  .object({
    from: day,
    to: day,
    books: z.enum(["live", "sandbox"]).optional(),
    charge: z.enum(["charged", "held", "uncertain", "released"]).optional(),
    channel: z.string().max(100).optional(),
    model: z.string().max(100).optional(),
    cursor: z
      .string()
      .refine((text) => decodeCursor(text) !== null)
      .optional(),
  })
  .superRefine(({ from, to }, context) => {
    const fault = checkRange(from, to);
    if (fault) context.addIssue({ code: "custom", path: [fault.field], message: fault.code });
  })
  .transform(({ from, to, books, ...rest }) => ({
    ...rest,
    range: { from, to },
    sandbox: (books ?? env().mode) === "sandbox",
  }));

export type CostsRequest = z.infer<typeof costsQuery>;
