import { createHash } from "node:crypto";
import { expect, test } from "../support/shared-studio";

test("the film's bytes come whole, in ranges, and only once", async ({ request, film }) => {
  const { url, bytes, sha256 } = film.video ?? { url: "", bytes: 0, sha256: "" };

  const whole = await request.get(url);
  expect(whole.headers()).toMatchObject({
    "content-type": "video/mp4",
    "content-length": String(bytes),
    "accept-ranges": "bytes",
    "x-content-type-options": "nosniff",
  });
  expect(
    createHash("sha256")
      .update(await whole.body())
      .digest("hex"),
  ).toBe(sha256);

  const middle = await request.get(url, { headers: { Range: "bytes=100-299" } });
  expect(middle.status()).toBe(206);
  expect(middle.headers()).toMatchObject({
    "content-length": "200",
    "content-range": `bytes 100-299/${bytes}`,
  });
  expect((await middle.body()).equals((await whole.body()).subarray(100, 300))).toBe(true);

  const beyond = await request.get(url, { headers: { Range: `bytes=${bytes}-` } });
  expect(beyond.status()).toBe(416);
  const known = await request.get(url, {
    headers: { "If-None-Match": whole.headers().etag ?? "" },
  });
  expect(known.status()).toBe(304);
  const head = await request.head(url);
  expect(head.headers()["content-length"]).toBe(String(bytes));
});

test("the film can be downloaded under a name of its own", async ({ page, film }) => {
  await page.goto(`/videos/${film.id}`);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^rushes-\d{4}-\d\d-\d\d-\w+\.mp4$/);
});
