import { expect, test } from "vitest";
import type { Diagnosis, Report } from "./doctor";
import { formatReport } from "./report";

const finding = (changes: Partial<Diagnosis>): Diagnosis => ({
  code: "film.missing",
  subject: "t1",
  message: "It is gone.",
  advice: "Fetch it.",
  mendable: true,
  mended: null,
  ...changes,
});

const report = (findings: Diagnosis[], notes: string[] = []): Report => ({
  healthy: findings.length === 0,
  checkedAt: "2026-11-20T12:00:00.000Z",
  sections: [{ title: "Films", notes, findings }],
});

test("all is well", () => {
  expect(formatReport(report([], ["2 compared."]))).toBe(
    "Films: in order\n  2 compared.\n\nAll is well.",
  );
});

test("an advice is told once, under what it is for", () => {
  const findings = [
    finding({}),
    finding({ subject: "t2", advice: "Restore it." }),
    finding({ subject: "t3" }),
    finding({ subject: null, mended: "It was fetched." }),
  ];
  expect(formatReport(report(findings))).toBe(
    [
      "Films: 4 findings",
      "  ! t1: It is gone.",
      "  ! t3: It is gone.",
      "    -> Fetch it.",
      "  ! t2: It is gone.",
      "    -> Restore it.",
      "  * It is gone. It was fetched.",
      "",
      "4 findings, 3 left.",
    ].join("\n"),
  );
});

test("a long list is cut, and says so", () => {
  const findings = Array.from({ length: 25 }, (_, i) => finding({ subject: `t${i}` }));
  const text = formatReport(report(findings));
  expect(text).toContain("... and 5 more; --json tells all");
  expect(text).not.toContain("t20:");
});

test.each([
  [[finding({})], "1 finding."],
  [[finding({ mended: "Done." })], "1 finding, put right."],
])("the last line says what is left", (findings, last) => {
  expect(formatReport(report(findings)).split("\n").at(-1)).toBe(last);
});
