import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256OfFile } from "./hash";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "rushes-hash-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// The first two are the published test vectors of SHA-256 (FIPS 180-4).
test.each([
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
])("a file of %j", async (content, sha256) => {
  const file = path.join(folder, "file");
  await writeFile(file, content);
  expect(await sha256OfFile(file)).toEqual({ sha256, bytes: content.length });
});

test("a file longer than one piece counts every byte", async () => {
  const file = path.join(folder, "long");
  await writeFile(file, randomBytes(3_500_001));
  expect((await sha256OfFile(file)).bytes).toBe(3_500_001);
});

test("a missing file is an error", async () => {
  await expect(sha256OfFile(path.join(folder, "none"))).rejects.toMatchObject({ code: "ENOENT" });
});
