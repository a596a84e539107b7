import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { builtInCatalogue } from "./catalogue";
import { CatalogueError, loadCatalogue } from "./load";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "rushes-catalogue-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fileWith(text: string): string {
  const file = path.join(folder, "catalogue.json");
  writeFileSync(file, text);
  return file;
}

function refusal(file: string): CatalogueError {
  try {
    loadCatalogue(file);
  } catch (error) {
    if (error instanceof CatalogueError) return error;
    throw error;
  }
  throw new Error("the file was accepted");
}

test("without a file the built-in catalogue holds", () => {
  expect(loadCatalogue(null)).toBe(builtInCatalogue);
});

test("a file corrects it, and its own day dates a price that states none", () => {
  const file = fileWith(
    '\uFEFF{"sora-async":{"models":{"sora-2":{"price":{"microsPerRequest":{"10":1,"15":2}}}}}}',
  );
  const written = new Date("2026-12-24T12:00:00Z");
  utimesSync(file, written, written);
  expect(loadCatalogue(file).channels[1]?.models[0]?.price).toEqual({
    kind: "perRequest",
    microsBySeconds: { 10: 1n, 15: 2n },
    asOf: "2026-12-24",
    confidence: "operator",
  });
});

test("a missing file is named", () => {
  const file = path.join(folder, "nowhere.json");
  expect(refusal(file).message).toContain(file);
  expect(refusal(file).message).toContain("ENOENT");
});

test("a file that is no JSON is named, and the cause is kept", () => {
  const file = fileWith("{ oops }");
  expect(refusal(file).message).toContain(file);
  expect(refusal(file).cause).toBeInstanceOf(SyntaxError);
});

test("every fault of the content is listed under the file's name", () => {
  const error = refusal(fileWith('{"x":{},"sora-async":{"limits":{"takes":0}}}'));
  expect(error.message).toContain(error.file);
  expect(error.message).toContain("RUSHES_CATALOGUE");
  expect(error.faults).toHaveLength(2);
  for (const fault of error.faults) expect(error.message).toContain(fault);
});
