import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { videoKey } from "@/lib/storage/key";
import { type TestPatient, testFolder, testPatient } from "@/test/support/care";
import { keepFilm } from "@/test/support/films";

/** One of the operator's commands, run beside a studio that has a key. Starting a process takes its time. */
function run(name: "doctor" | "backup" | "restore", place: Place, ...args: string[]) {
  const script = ["--conditions=react-server", "--import", "tsx", `scripts/${name}.ts`, ...args];
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: "production" as const,
    RUSHES_DATA_DIR: place.dataDir,
    DATABASE_URL: place.databaseUrl,
    API_YI_OFFICIAL_KEY: "sk-canary",
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, script, { env, encoding: "utf8" });
  expect(stdout + stderr).not.toContain("canary");
  return { status, stdout, stderr };
}

type Place = Pick<TestPatient, "dataDir" | "databaseUrl">;

test("doctor: 0 when all is well, 1 with findings, 0 again when they are put right", async () => {
  const patient = testPatient();
  const id = await keepFilm({ ...patient, now: new Date() });
  expect(run("doctor", patient)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/Films: in order[\s\S]*All is well\.\n$/),
    stderr: "",
  });
  rmSync(path.join(patient.media, videoKey(id)));
  expect(run("doctor", patient)).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(
      new RegExp(
        `! ${id}: Its film is not on the disk\\.\\n    -> .*--fix.*\\n[^]*1 finding\\.\\n$`,
      ),
    ),
  });
  const { status, stdout } = run("doctor", patient, "--fix", "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ healthy: true });
}, 120_000);

test("backup and restore, and what each says", async () => {
  const patient = testPatient();
  await keepFilm(patient);
  const folder = path.join(testFolder(), "backup");
  expect(run("backup", patient, folder)).toEqual({
    status: 0,
    stdout: `${folder}: 1 task(s), 1 film(s), compared and whole.\n`,
    stderr: "",
  });
  expect(run("backup", patient)).toMatchObject({
    status: 2,
    stderr: "Usage: npm run backup -- <new folder>\n",
  });

  const dataDir = testFolder();
  const place = { dataDir, databaseUrl: `file:${path.join(dataDir, "rushes.db")}` };
  expect(run("restore", place, folder)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Restored 1 task\(s\) and 1 film\(s\) as of /),
  });
  expect(readdirSync(dataDir)).toEqual(["media", "rushes.db"]);
  expect(run("restore", place, folder)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("--force"),
  });
}, 120_000);
