import { z } from "zod";

/** What an error body says, whatever shape it has (UPSTREAM "Errors"). */
export interface ErrorBody {
  /** Codes and types from the outermost to the innermost error, lower case, words joined by "_". */
  codes: string[];
  /** The innermost message; empty when there is none. */
  message: string;
}

const word = z.union([z.string(), z.number().transform(String)]).catch("");
const anything = z.unknown().optional();
const errorObject = z.object({
  error: anything,
  message: anything,
  code: word,
  type: word,
});

/** Reads an error body: JSON in any of its shapes, an HTML page, plain words or nothing. */
export function readErrorBody(text: string): ErrorBody {
  const title = /^\s*<[\s\S]*?<title>([^<]*)/i.exec(text)?.[1];
  return readError(title ?? text);
}

/**
 * Reads the error in a JSON value: `{error: {...}}`, `{error: "..."}`, flat `{code, message}`, or a text, which may
 * itself be the JSON of the error that upstream's own upstream gave.
 */
export function readError(value: unknown, depth = 0): ErrorBody {
  if (typeof value === "string") {
    const inner = depth < 4 ? nestedJson(value) : undefined;
    return inner === undefined ? { codes: [], message: value.trim() } : readError(inner, depth + 1);
  }
  const parsed = errorObject.safeParse(value);
  if (!parsed.success || depth > 4) return { codes: [], message: "" };
  const { error, message, code, type } = parsed.data;
  const nested = [error, message].map((part) => readError(part, depth + 1));
  return {
    codes: [code, type, ...nested.flatMap((part) => part.codes)].filter(Boolean).map(normalised),
    message: nested.find((part) => part.message)?.message ?? "",
  };
}

function nestedJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

const normalised = (code: string) => code.trim().toLowerCase().replaceAll("-", "_");
