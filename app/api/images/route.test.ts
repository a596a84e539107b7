import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Db } from "@/lib/db";
import { createLocalStorage } from "@/lib/storage/local";
import { testDb } from "@/test/support/db";
import { GET, POST } from "./route";

const world = vi.hoisted(() => ({ db: null as Db | null }));
vi.mock("@/lib/db", async (actual) => ({ ...(await actual<object>()), db: () => world.db }));
const folder = await mkdtemp(path.join(os.tmpdir(), "rushes-images-"));
const local = createLocalStorage(folder);
vi.mock("@/lib/storage/select", () => ({ storage: () => local }));
afterAll(() => rm(folder, { recursive: true, force: true }));

let db: Db;
beforeEach(() => {
  db = testDb().db;
  world.db = db;
});

const host = "127.0.0.1:3000";
const own = { host, origin: `http://${host}` };
const address = `http://${host}/api/images`;

const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  POST(new Request(address, { method: "POST", body, headers: { ...own, ...headers } }));
const get = (search = "") => GET(new Request(address + search, { headers: own }));

const picture = await sharp({ create: { width: 90, height: 80, channels: 3, background: "#357" } })
  .png()
  .toBuffer();
const asBody = (bytes: Buffer) => new Uint8Array(bytes);

describe("POST /api/images", () => {
  it("takes an image by what it is, whatever it is called", async () => {
    const name = encodeURIComponent("../../纸船.exe");
    const response = await post(asBody(picture), {
      "content-type": "text/html",
      "x-file-name": name,
    });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ width: 90, height: 80, name: "纸船.exe" });
    const again = await post(asBody(picture));
    expect(again.status).toBe(200);
    expect(await db.image.count()).toBe(1);
  });

  it("does without a name that cannot be read", async () => {
    const response = await post(asBody(picture), { "x-file-name": "%E0%A4%A" });
    expect(await response.json()).toMatchObject({ name: "" });
  });

  it.each<[string, BodyInit | null, number, string]>([
    ["nothing", null, 422, "empty"],
    ["a drawing in XML", "<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "vector"],
    ["a page", "<!DOCTYPE html><p>hello", 415, "notAnImage"],
    ["half an image", asBody(picture.subarray(0, 100)), 422, "damaged"],
    ["too much", new Uint8Array(25_000_001), 413, "tooHeavy"],
    ["far too much", new Uint8Array(50_000_000), 413, "tooHeavy"],
  ])("refuses %s, and stores nothing", async (_what, body, status, code) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code } });
    expect(await db.image.count()).toBe(0);
  });

  it("refuses by the announced length, unread", async () => {
    const response = await post("x", { "content-length": "50000000" });
    expect(await response.json()).toEqual({
      error: { code: "tooHeavy", values: { most: 25_000_000, bytes: 50_000_000 } },
    });
  });

  it.each([
    ["another origin", { origin: "https://elsewhere.example" }],
    ["a rebound name", { host: "rebound.example", origin: "http://rebound.example" }],
  ])("refuses %s", async (_who, headers) => {
    expect((await post(asBody(picture), headers)).status).toBe(403);
    expect(await db.image.count()).toBe(0);
  });
});

describe("GET /api/images", () => {
  it("lists a page, and no cache keeps it", async () => {
    await post(asBody(picture));
    const response = await get("?limit=1");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({ images: [{ width: 90 }], nextCursor: null });
  });

  it.each(["?limit=0", "?limit=1000", "?cursor=nonsense"])("refuses %s", async (search) => {
    expect((await get(search)).status).toBe(400);
  });
});
