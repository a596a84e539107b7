import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { canary, expect, keys, test } from "../support/live-studio";
import { root } from "../support/program";
import { capturePress } from "../support/studio-page";

/** What an upstream may say that repeats the key, as some do. */
const tellTale = (key: string) => ({
  status: 400,
  body: { error: { message: `Bad request. You sent Authorization: Bearer ${key} (${key})` } },
});

test("the key is in no bundle, page, answer, log or file, even if upstream repeats it", async ({
  page,
  request,
  studio,
  upstream,
}) => {
  const prompt = "A parrot repeats a secret";
  await upstream.fault("POST", tellTale(keys.official));
  await page.goto("/");
  const { headers, input } = await capturePress(page, { prompt, channel: "Sora 2 Official" });
  const [refused] = await studio.until(prompt, ["failed"]);
  const { id = "" } = refused ?? {};
  const detail = await studio.task(id);
  expect(detail.failure?.message, "upstream's words are kept").toContain("Bad request.");

  const replayed = await request.post("/", { headers, data: JSON.stringify([input]) });
  const places: Record<string, string> = {
    "the answer to Generate": await replayed.text(),
    "the log": studio.output(),
    ...(await answersOf(request, id)),
    ...contentOf(path.join(root, ".next/static")),
    ...contentOf(studio.dataDir),
  };

  expect(places["the answer to Generate"], "the answer is not ours").toContain(id);
  expect(places["the log"], "the log is not ours").toContain("studio started");
  expect(places[`/videos/${id}`], "the page is not ours").toContain("Bad request.");
  const leaks = Object.entries(places).filter(([, text]) => text.includes(canary));
  expect(leaks.map(([place]) => place)).toEqual([]);
});

/** Every page, with the payload that navigation loads in its place, and every read of the API. */
async function answersOf(request: APIRequestContext, id: string) {
  const pages = ["/", `/?from=${id}`, "/library", `/videos/${id}`, "/videos/0", "/nowhere"];
  const lists = ["/api/tasks?limit=100", "/api/tasks?limit=0", "/api/channels", "/api/health"];
  const reads = [...lists, `/api/tasks/${id}`, "/api/tasks/0"];
  const texts: Record<string, string> = {};
  for (const address of [...pages, ...reads]) {
    texts[address] = await (await request.get(address)).text();
  }
  for (const page of pages) {
    const payload = await request.get(page, { headers: { RSC: "1" } });
    texts[`${page} (payload)`] = await payload.text();
  }
  return texts;
}

/** Every file below a folder. */
function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((file) => [file, readFileSync(file, "latin1")]));
}
