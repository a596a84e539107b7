import type { NextConfig } from "next";
import { expect, test, vi } from "vitest";
import config from "@/next.config";

vi.mock("next-intl/plugin", () => ({ default: () => (plain: NextConfig) => plain }));

test("no other page may frame the studio, so that none can lead a click to Generate", async () => {
  const rules = (await config.headers?.()) ?? [];
  expect(rules).toMatchObject([
    {
      source: "/(.*)",
      headers: expect.arrayContaining([{ key: "X-Frame-Options", value: "DENY" }]),
    },
  ]);
});
