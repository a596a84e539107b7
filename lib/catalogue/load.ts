import "server-only";
import { readFileSync, statSync } from "node:fs";
import { env } from "@/lib/env";
import { singleton } from "@/lib/singleton";
import { builtInCatalogue } from "./catalogue";
import { applyOverrides, parseOverrides } from "./overrides";
import type { Catalogue } from "./types";

/** The operator's catalogue file cannot be used; the message names it and every fault. */
export class CatalogueError extends Error {
  override name = "CatalogueError";
  constructor(
    readonly file: string,
    readonly faults: readonly string[],
    options?: ErrorOptions,
  ) {
    const list = faults.map((fault) => `  - ${fault}`).join("\n");
    super(
      `The catalogue file ${file} (RUSHES_CATALOGUE) has ${faults.length} fault(s):\n${list}`,
      options,
    );
  }
}

/**
 * Reads the effective catalogue: the built-in one with the corrections of `file`.
 * @param file the operator's JSON file, or null for none.
 * @throws CatalogueError when the file is missing, is no JSON or holds a fault.
 */
export function loadCatalogue(file: string | null): Catalogue {
  if (file === null) return builtInCatalogue;
  const { json, writtenOn } = readJson(file);
  const overrides = parseOverrides(builtInCatalogue, json);
  if (!overrides.ok) throw new CatalogueError(file, overrides.error);
  return applyOverrides(builtInCatalogue, overrides.value, writtenOn);
}

/** The effective catalogue of this process. @throws CatalogueError at the first use when the file has faults. */
export const catalogue = (): Catalogue =>
  singleton("catalogue", () => loadCatalogue(env().catalogueFile));

function readJson(file: string): { json: unknown; writtenOn: string } {
  try {
    // Some editors put a byte order mark in front, which JSON does not allow.
    const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
    return { json: JSON.parse(text), writtenOn: statSync(file).mtime.toISOString().slice(0, 10) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CatalogueError(file, [`cannot be read as JSON: ${reason}`], { cause });
  }
}
