import { expect, test } from "vitest";
import { sources, withoutComments } from "./support/source-files";

/** The fault matrix has so many rows, and each is a test that names it in its title: "FAULTS 39: ...". */
const rows = Array.from({ length: 57 }, (_, index) => index + 1);

const tests = sources
  .filter(({ path }) => /\.test\.tsx?$/.test(path) && path !== "test/fault-matrix.test.ts")
  .map(({ path, text }) => ({ path, text: withoutComments(text) }));

/** The numbers in "FAULTS 1", "FAULTS 1, 2" and "FAULTS 1 and 2". */
const named = (text: string): number[] =>
  [...text.matchAll(/FAULTS (\d+(?:(?:, | and )\d+)*)/g)].flatMap(([, numbers = ""]) =>
    [...numbers.matchAll(/\d+/g)].map(Number),
  );

test("every row of the fault matrix has a test that names it", () => {
  const tested = new Set(tests.flatMap(({ text }) => named(text)));
  expect(rows.filter((row) => !tested.has(row))).toEqual([]);
});

test("no test names a row that is not there", () => {
  const unknown = tests.flatMap(({ text }) => named(text).filter((row) => !rows.includes(row)));
  expect(unknown).toEqual([]);
});

/** What looks at the invariants, or ends by that. */
const looks = /\b(checkInvariants|saved|neverSentAgain)\(/;

test("every test of a fault looks at the invariants", () => {
  const blind = tests
    .filter(({ path }) => path.startsWith("test/faults/"))
    .flatMap(({ text }) => text.split(/^ {0,2}it[.(]/m).slice(1))
    .filter((block) => block.includes("FAULTS") && !looks.test(block))
    .map((block) => named(block).join());
  expect(blind).toEqual([]);
});
