import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { FetchOutcome, FetchRequest } from "@/lib/upstream/contract";
import { served } from "@/test/support/world";
import { download } from "./download";

// The process dies at the moment that `open` would truncate the part: seen from the disk, it just does not happen.
const dies = vi.hoisted(() => ({ now: false }));
vi.mock("node:fs/promises", async (importOriginal) => {
  const fs = await importOriginal<typeof import("node:fs/promises")>();
  const open: typeof fs.open = (...args) =>
    dies.now ? Promise.reject(new Error("died")) : fs.open(...args);
  return { ...fs, open };
});

const film = new Uint8Array(5_000).fill(7);

function partPath(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "rushes-part-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, "film.mp4.part");
}

describe("a download that dies between the notes and the part", () => {
  async function afterDeath() {
    const part = partPath();
    await download(async () => served(film, { cutAfter: 1_000 }), part);
    const closed = vi.fn();
    const body = new ReadableStream<Uint8Array>({ cancel: closed });
    dies.now = true;
    const changed = { ...served(film, { etag: '"v2"' }), body } as FetchOutcome;
    await expect(download(async () => changed, part)).rejects.toThrow("died");
    dies.now = false;
    return { part, closed };
  }

  it("never joins the bytes of one file to those of another (FAULTS 36)", async () => {
    const { part } = await afterDeath();
    const asked: FetchRequest["range"][] = [];
    const whole = await download(async (range) => {
      asked.push(range);
      return served(film, { etag: '"v2"' });
    }, part);
    expect(asked).toEqual([null]);
    expect(whole).toEqual({ outcome: "whole", bytes: film.length });
  });

  it("lets go of the connection when the disk refuses (FAULTS 42)", async () => {
    expect((await afterDeath()).closed).toHaveBeenCalled();
  });
});

it("starts over where upstream does not go on with the same file (FAULTS 36)", async () => {
  const part = partPath();
  await download(async () => served(film, { cutAfter: 1_000 }), part);
  expect(await download(async () => ({ outcome: "changed" }), part)).toMatchObject({
    ...{ outcome: "cut", gainedBytes: 0 },
  });
  const asked: FetchRequest["range"][] = [];
  await download(async (range) => {
    asked.push(range);
    return served(film, { etag: '"v2"' });
  }, part);
  expect(asked).toEqual([null]);
});

describe("what a try has gained", () => {
  it.each([
    ["goes on from there", () => served(film, { offset: 1_000, cutAfter: 500 }), 500],
    ["begins again and gets no farther", () => served(film, { cutAfter: 1_000 }), 0],
    ["begins again and gets farther", () => served(film, { cutAfter: 1_500 }), 500],
  ])("is what is there beyond the last one: %s", async (_how, answer, gainedBytes) => {
    const part = partPath();
    await download(async () => served(film, { cutAfter: 1_000 }), part);
    expect(await download(async () => answer(), part)).toMatchObject({
      outcome: "cut",
      gainedBytes,
    });
  });
});
