import { rename, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import type { FilmMaker } from "@/lib/sandbox/film/maker";
import { makeFilm } from "../support/film";
import { checkInvariants } from "../support/invariants";
import { testStudio } from "../support/studio";

/** A film whose index is right and whose pictures are noise. */
const undecodable: FilmMaker = async ({ width, height, seconds }, file) => {
  const film = await makeFilm({ width, height, frames: seconds, frameRate: 1 });
  const start = film.indexOf("mdat") + 4;
  film.fill(0xa5, start, film.length);
  await writeFile(`${file}.tmp`, film);
  await rename(`${file}.tmp`, file);
};

it("FAULTS 55: a poster that cannot be drawn is tried three times, and the video stays completed", async () => {
  const studio = await testStudio({ make: undecodable, jobSpeed: 10 });
  const [id] = await studio.press();
  studio.startWorker();
  await studio.time.settle(); // decoders run at low priority
  const { status, dueAt, video } = await studio.task(id);
  expect({ status, dueAt }).toEqual({ status: "completed", dueAt: null });
  expect(video).toMatchObject({ posterKey: null, placeholder: null, posterTries: 3 });
  expect(studio.log.filter(({ msg }) => msg === "no poster could be drawn")).toHaveLength(3);
  await checkInvariants(studio);
});
