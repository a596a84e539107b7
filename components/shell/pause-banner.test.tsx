import { screen } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import type { FailureKind } from "@/lib/failure";
import { channelsQuery } from "@/lib/queries/channels";
import { renderInStudio, testQueryClient } from "@/test/support/render";
import { PauseBanner } from "./pause-banner";

vi.mock("@/lib/actions/channels", () => ({ resumeChannel: vi.fn() }));
beforeEach(() => {
  vi.stubGlobal("fetch", () => new Promise(() => {}));
});

function show(kind: FailureKind, message: string) {
  const client = testQueryClient();
  const pause = { model: null, kind, message, pausedAt: "2026-11-20T10:00:00.000Z" };
  const rest = { hasKey: true, slots: { used: 0, of: 5 }, waiting: 2 };
  client.setQueryData(channelsQuery().queryKey, [{ id: "sora-async", pauses: [pause], ...rest }]);
  renderInStudio(<PauseBanner />, { client });
  return screen.getByRole("status").textContent;
}

it("tells of a refused key: why, in whose words, that nothing is lost, and how to go on", () => {
  const banner = show("auth", "invalid token");
  expect(banner).toContain("Sora 2 Async is paused.");
  expect(banner).toContain("API Yi said: “invalid token”");
  expect(banner).toContain("2 tasks keep waiting");
  expect(banner).toContain("Set-up steps");
  expect(screen.getByRole("button", { name: "Check again" })).toBeDefined();
});

it("does not lay a full disk at API Yi's door; it goes on by itself when there is room", () => {
  const banner = show("storage", "120 MB free, 256 MB needed");
  expect(banner).toContain("storage is full");
  expect(banner).toContain("Make room");
  expect(banner).not.toContain("API Yi said");
  expect(screen.queryByRole("button")).toBeNull();
});
