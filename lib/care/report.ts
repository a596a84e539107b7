import "server-only";
import type { Diagnosis, Report, Section } from "./doctor";

/** Longer lists are for programs. */
const mostLines = 20;

/** A report as people read it: each part, what is wrong with it, and what to do. */
export function formatReport(report: Report): string {
  const findings = report.sections.flatMap((section) => section.findings);
  const open = findings.filter((finding) => finding.mended === null).length;
  return [...report.sections.map(formatSection), verdict(findings.length, open)].join("\n\n");
}

function verdict(all: number, open: number): string {
  if (all === 0) return "All is well.";
  if (open === 0) return `${count(all, "finding")}, put right.`;
  return all === open ? `${count(all, "finding")}.` : `${count(all, "finding")}, ${open} left.`;
}

function formatSection({ title, notes, findings }: Section): string {
  const state = findings.length === 0 ? "in order" : count(findings.length, "finding");
  return [
    `${title}: ${state}`,
    ...shortened(notes).map((note) => `  ${note}`),
    ...[...byAdvice(findings)].flatMap(([advice, group]) => [
      ...shortened(group.map(formatFinding)),
      ...(advice ? [`    -> ${advice}`] : []),
    ]),
  ].join("\n");
}

/** What is put right needs no advice: those come under "". */
function byAdvice(findings: Diagnosis[]): Map<string, Diagnosis[]> {
  const groups = new Map<string, Diagnosis[]>();
  for (const finding of findings) {
    const advice = finding.mended === null ? finding.advice : "";
    const group = groups.get(advice) ?? [];
    group.push(finding);
    groups.set(advice, group);
  }
  return groups;
}

function formatFinding({ subject, message, mended }: Diagnosis): string {
  const what = subject === null ? message : `${subject}: ${message}`;
  return mended === null ? `  ! ${what}` : `  * ${what} ${mended}`;
}

function shortened(lines: string[]): string[] {
  if (lines.length <= mostLines) return lines;
  const rest = lines.length - mostLines;
  return [...lines.slice(0, mostLines), `  ... and ${rest} more; --json tells all`];
}

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;
