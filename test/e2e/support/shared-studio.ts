import type { TaskView } from "@/lib/task/view";
import { test as base } from "./page-test";
import { type Studio, startStudio } from "./studio";
import { generate } from "./studio-page";

interface WorkerFixtures {
  /** A studio on its sandbox, shared by the tests of a worker, which run one after the other. */
  studio: Studio;
  /** A finished film in it, with its poster. */
  film: TaskView;
}

const prompt = "A heron over the lake at dawn. Slow pan, soft light.";

/** For what several tests can do in one studio: each looks only at the tasks of its own prompt. */
export const test = base.extend<{ baseURL: string }, WorkerFixtures>({
  studio: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const studio = await startStudio();
      await use(studio);
      await studio.end("SIGKILL");
    },
    { scope: "worker", timeout: 60_000 },
  ],
  film: [
    async ({ studio, browser }, use) => {
      const page = await browser.newPage({ baseURL: studio.url, locale: "en-US" });
      await page.goto("/");
      await generate(page, { prompt, shape: "1280 × 720" });
      await page.close();
      const [film] = await studio.until(prompt, ["completed"]);
      if (!film) throw new Error("the film is gone");
      await test.expect
        .poll(async () => (await studio.task(film.id)).video?.posterUrl, "the poster is missing")
        .toBeTruthy();
      await use(await studio.task(film.id));
    },
    { scope: "worker", timeout: 150_000 },
  ],
  baseURL: ({ studio }, use) => use(studio.url),
});

export const { expect } = test;
