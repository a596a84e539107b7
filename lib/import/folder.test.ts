import { mkdir, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { examine } from "@/lib/care/doctor";
import { purgeTrashed } from "@/lib/care/purge";
import { readBooks } from "@/lib/costs/books";
import { listLibrary } from "@/lib/library/read";
import { videoKey } from "@/lib/storage/key";
import { trash } from "@/lib/task/organise";
import { getTask } from "@/lib/task/read";
import { type TestPatient, testFolder, testPatient } from "@/test/support/care";
import { makeFilm } from "@/test/support/film";
import { scope } from "@/test/support/library";
import { importFolder } from "./folder";

const run = async (deps: TestPatient, folder: string) => {
  const results: Record<string, string> = {};
  for await (const { name, result } of importFolder(deps, folder)) {
    results[name] = "reason" in result ? `${result.outcome}: ${result.reason}` : result.outcome;
  }
  return results;
};

/** Each file is looked at in a process of its own. */
const patienceMs = 300_000;

it(
  "takes whole films once, tells the rest, and charges nothing",
  async () => {
    const patient = testPatient();
    const { db, storage, now } = patient;
    const folder = testFolder();
    const film = await makeFilm({ width: 64, height: 96, frames: 24 });
    await mkdir(path.join(folder, "deep"));
    await writeFile(path.join(folder, "deep", "雨夜 harbour.mp4"), film);
    await writeFile(path.join(folder, "the same.MP4"), film);
    await writeFile(path.join(folder, "cut.mp4"), film.subarray(0, film.length - 200));
    await writeFile(path.join(folder, "notes.mp4"), "not a film");
    await writeFile(path.join(folder, "readme.txt"), "hello");
    const madeAt = new Date("2025-03-01T10:00:00Z");
    await utimes(path.join(folder, "deep", "雨夜 harbour.mp4"), madeAt, madeAt);

    expect(await run(patient, folder)).toEqual({
      "cut.mp4": expect.stringMatching(/^refused: (truncated|malformed)$/),
      [path.join("deep", "雨夜 harbour.mp4")]: "imported",
      "notes.mp4": "refused: notMp4",
      "the same.MP4": "known",
    });
    const [item, ...more] = (await listLibrary(db, await scope(db, { text: "雨夜" }))).items;
    expect(more).toEqual([]);
    expect(item).toMatchObject({
      ...{ status: "completed", priceMicros: 0, channel: "imported", prompt: "雨夜 harbour" },
      ...{ width: 64, height: 96, createdAt: madeAt.toISOString() },
    });
    const id = item?.id ?? "";
    expect(await getTask(db, id)).toMatchObject({ origin: "imported", size: "64x96" });
    expect((await storage.stat(videoKey(id)))?.bytes).toBe(film.length);
    expect(await readBooks(db, false, [{ from: new Date(0), to: now }])).toEqual([]);
    const wrong = (await examine(patient, { fix: false })).sections.flatMap(
      (each) => each.findings,
    );
    expect(wrong.filter(({ code }) => code !== "poster.absent")).toEqual([]);

    // What was given up may come again.
    await trash(db, [id], now);
    await purgeTrashed(patient, now);
    expect(await run(patient, path.join(folder, "deep"))).toEqual({
      "雨夜 harbour.mp4": "imported",
    });
  },
  patienceMs,
);
