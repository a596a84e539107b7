import { describe, expect, it, vi } from "vitest";
import { production } from "@/test/support/source-files";
import { pageDb } from "./page";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("@/lib/db", () => ({ db: () => "the database" }));

const nothingHere = { digest: "NEXT_HTTP_ERROR_FALLBACK;404" };
const ask = (headers: Record<string, string>) => {
  request.headers = new Headers(headers);
  return pageDb();
};

describe("the database of a page", () => {
  it.each(["127.0.0.1:3000", "localhost:3000", "[::1]:3000"])("is there under %s", async (host) => {
    await expect(ask({ host })).resolves.toBe("the database");
  });

  it.each<[string, Record<string, string>]>([
    ["a rebound name", { host: "rebound.example:3000", "sec-fetch-site": "same-origin" }],
    ["another page's script", { host: "127.0.0.1:3000", "sec-fetch-site": "cross-site" }],
    ["no name at all", {}],
  ])("is not there for %s", async (_who, headers) => {
    await expect(ask(headers)).rejects.toMatchObject(nothingHere);
  });

  it("is the only one that pages and layouts have, so that none forgets to ask", () => {
    const pages = production.filter(({ path }) => /^app\/.*\b(page|layout)\.tsx$/.test(path));
    const unasked = pages.filter(({ loads }) => loads.includes("lib/db"));
    expect(pages.length).toBeGreaterThan(3);
    expect(unasked.map(({ path }) => path)).toEqual([]);
  });
});
