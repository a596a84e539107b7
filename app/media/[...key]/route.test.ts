import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { imageKey, posterKey, referenceKey, thumbnailKey, videoKey } from "@/lib/storage/key";
import { createLocalStorage } from "@/lib/storage/local";
import { GET, HEAD } from "./route";

const id = "0193480e-7c2b-7aaa-8bbb-0123456789ab";
const film = "0123456789".repeat(100);
const hash = "a".repeat(64);
const videoPath = `videos/${id}.mp4`;

const folder = await mkdtemp(path.join(os.tmpdir(), "rushes-route-"));
const local = createLocalStorage(folder);
vi.mock("@/lib/storage/select", () => ({ storage: () => local }));

beforeAll(async () => {
  const bytes = new TextEncoder().encode(film);
  await local.put(videoKey(id), bytes);
  await local.put(posterKey(id), bytes.subarray(0, 10));
  for (const key of [imageKey(hash, "jpg"), thumbnailKey(hash), referenceKey(hash, "png")]) {
    await local.put(key, bytes.subarray(0, 10));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Asked = Record<string, string>;

const ask = (method: "GET" | "HEAD", asked: string, headers: Asked = {}) => {
  const [pathname = ""] = asked.split("?");
  const request = new Request(`http://127.0.0.1:3000/media/${asked}`, {
    method,
    headers: { host: "127.0.0.1:3000", ...headers },
  });
  const params = Promise.resolve({ key: pathname.split("/") });
  return (method === "GET" ? GET : HEAD)(request, { params });
};
const get = (asked: string, headers?: Asked) => ask("GET", asked, headers);

describe("a film", () => {
  test("comes whole, with what a player and a cache need", async () => {
    const response = await get(videoPath);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(film);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "accept-ranges": "bytes",
      "cache-control": "private, max-age=31536000, immutable",
      "content-length": "1000",
      "content-type": "video/mp4",
      "cross-origin-resource-policy": "same-origin",
      etag: expect.stringMatching(/^"[0-9a-z]+-[0-9a-z]+"$/),
      "last-modified": expect.stringMatching(/ GMT$/),
      "x-content-type-options": "nosniff",
    });
    expect(response.headers.get("content-disposition")).toBeNull();
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("HEAD says the same without the bytes", async () => {
    const [whole, head] = await Promise.all([get(videoPath), ask("HEAD", videoPath)]);
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(whole.headers));
  });

  test.each([
    ["bytes=0-0", "0", "bytes 0-0/1000"],
    ["bytes=995-", "56789", "bytes 995-999/1000"],
    ["bytes=-3", "789", "bytes 997-999/1000"],
    ["bytes=998-5000", "89", "bytes 998-999/1000"],
  ])("%s is a part", async (range, body, contentRange) => {
    const response = await get(videoPath, { range });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(contentRange);
    expect(response.headers.get("content-length")).toBe(String(body.length));
    expect(await response.text()).toBe(body);
  });

  test("a range beyond the end is refused and told the size", async () => {
    const response = await get(videoPath, { range: "bytes=1000-" });
    expect(response.status).toBe(416);
    expect(response.headers.get("content-range")).toBe("bytes */1000");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toBe("");
  });

  test("several ranges are answered whole", async () => {
    const response = await get(videoPath, { range: "bytes=0-1,5-6" });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(film);
  });

  test("a copy that is still good is not sent again", async () => {
    const etag = (await get(videoPath)).headers.get("etag") ?? "";
    const response = await get(videoPath, { "if-none-match": etag });
    expect(response.status).toBe(304);
    expect(response.headers.get("etag")).toBe(etag);
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(await response.text()).toBe("");
  });

  test("a resumed download goes on only with the same file", async () => {
    const etag = (await get(videoPath)).headers.get("etag") ?? "";
    const range = "bytes=990-";
    expect((await get(videoPath, { range, "if-range": etag })).status).toBe(206);
    expect((await get(videoPath, { range, "if-range": '"another"' })).status).toBe(200);
  });

  test("a download carries a name made of the day and the id", async () => {
    const response = await get(`${videoPath}?download`);
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="rushes-\d{4}-\d\d-\d\d-0123456789ab\.mp4"$/,
    );
  });
});

test("a poster is served as an image", async () => {
  const response = await get(`posters/${id}.webp`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("image/webp");
  expect(await response.text()).toBe("0123456789");
});

test.each([
  [`images/${hash}.jpg`, "image/jpeg", "aaaaaaaaaaaa.jpg"],
  [`thumbnails/${hash}.webp`, "image/webp", "aaaaaaaaaaaa.webp"],
  [`references/${hash}.png`, "image/png", "aaaaaaaaaaaa.png"],
])("%s is served as an image that can do nothing else", async (key, type, name) => {
  const response = await get(`${key}?download`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe(type);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(response.headers.get("content-disposition")).toContain(name);
  expect(await response.text()).toBe("0123456789");
});

test.each([
  `videos/${id.replace("0", "1")}.mp4`,
  `videos/${id}.webp`,
  `videos/${id}.mp4.part`,
  "rushes.db",
  `../media/videos/${id}.mp4`,
  `posters/../videos/${id}.mp4`,
])("%s is not there", async (asked) => {
  const params = Promise.resolve({ key: asked.split("/") });
  const request = new Request("http://127.0.0.1:3000/media/x", { headers: { host: "127.0.0.1" } });
  const response = await GET(request, { params });
  expect(response.status).toBe(404);
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test.each<Asked>([
  { host: "rebound.example" },
  { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
])("another page's request is refused: %j", async (headers) => {
  const response = await get(videoPath, headers);
  expect(response.status).toBe(403);
  expect(await response.text()).not.toContain("0123456789");
});
