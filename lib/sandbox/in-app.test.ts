import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it, vi } from "vitest";

const folder = mkdtempSync(path.join(tmpdir(), "rushes-in-app-"));
vi.doMock("@/lib/env", () => ({ env: () => ({ dataDir: folder, sandboxSpeed: 1000 }) }));
const { sandboxTransport } = await import("./in-app");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("is one per process, and answers for both origins without a network", async () => {
  const transport = sandboxTransport();
  expect(sandboxTransport()).toBe(transport);
  expect(transport.timeScale).toBe(1000);
  const api = await transport.handle(
    new Request(new URL("/v1/videos/video_0", transport.baseUrl), {
      headers: { Authorization: `Bearer ${transport.keyFor("sora-official")}` },
    }),
  );
  expect(await api.json()).toMatchObject({ code: "task_not_exist" });
  const [cdn] = transport.linkOrigins;
  const link = await transport.handle(new Request(`${cdn}/videos/video_0.mp4`));
  expect(await link.text()).toContain("NoSuchKey");
});

it("has a key for each of its channels and no other", () => {
  const { keyFor } = sandboxTransport();
  expect(keyFor("sora-async")).not.toBe(keyFor("sora-official"));
  expect(() => keyFor("wan")).toThrow("wan");
});
