import "server-only";
import { databaseCheck } from "./checks/database";
import { diskCheck } from "./checks/disk";
import { filesCheck } from "./checks/files";
import { filmsCheck } from "./checks/films";
import { imagesCheck } from "./checks/images";
import { moneyCheck } from "./checks/money";
import { postersCheck } from "./checks/posters";
import { queueCheck } from "./checks/queue";
import type { Check, Finding, Patient } from "./finding";

/** What the doctor says of the studio's data. */
export interface Report {
  /** Nothing is wrong, or nothing any more. */
  healthy: boolean;
  checkedAt: string;
  sections: Section[];
}

export interface Section {
  title: string;
  notes: string[];
  findings: Diagnosis[];
}

export interface Diagnosis extends Omit<Finding, "mend"> {
  /** Whether the doctor can put it right by itself. */
  mendable: boolean;
  /** What it has done about it; null when nothing. */
  mended: string | null;
}

// Films before posters and files: what is fetched again there is no fault here.
const checks = [
  queueCheck,
  filmsCheck,
  postersCheck,
  imagesCheck,
  filesCheck,
  moneyCheck,
  diskCheck,
];

/**
 * Compares rows, files, leases and money, while the studio runs or while it does not: it reads in small steps and never
 * holds the database. Of secrets it knows nothing.
 * @param fix also puts right what can be put right without a person; nothing is ever deleted but leftovers.
 * @throws what the disk or the database throws in the midst of it.
 */
export async function examine(patient: Patient, { fix }: { fix: boolean }): Promise<Report> {
  const database = await run(databaseCheck, patient, fix);
  const sections = [database];
  if (database.findings.length === 0) {
    for (const check of checks) sections.push(await run(check, patient, fix));
  }
  const findings = sections.flatMap((section) => section.findings);
  return {
    healthy: findings.every((finding) => finding.mended !== null),
    checkedAt: patient.now.toISOString(),
    sections,
  };
}

async function run(check: Check, patient: Patient, fix: boolean): Promise<Section> {
  const section: Section = { title: check.title, notes: [], findings: [] };
  for await (const item of check.examine(patient)) {
    if ("note" in item) section.notes.push(item.note);
    else section.findings.push(await diagnose(item, fix));
  }
  return section;
}

async function diagnose({ mend, ...finding }: Finding, fix: boolean): Promise<Diagnosis> {
  const mended = fix && mend ? await mend() : null;
  return { ...finding, mendable: mend !== undefined, mended };
}
