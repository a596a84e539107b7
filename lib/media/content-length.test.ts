import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { announceContentLength, installContentLength } from "./content-length";

let server: Server;
let origin: string;

beforeAll(async () => {
  installContentLength();
  installContentLength();
  // Like Next: the handler knows nothing of the raw response, and answers after other work.
  server = createServer(async (request, response) => {
    const bytes = Number(request.url?.slice(1));
    await setImmediate();
    announceContentLength(bytes);
    await setImmediate();
    response.flushHeaders();
    announceContentLength(bytes + 1); // too late: says nothing
    response.end(request.method === "HEAD" ? undefined : "x".repeat(bytes));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("each of many answers at once carries its own length", async () => {
  const lengths = Array.from({ length: 200 }, (_, i) => i * 7);
  await Promise.all(
    lengths.map(async (length) => {
      const response = await fetch(`${origin}/${length}`);
      expect(response.headers.get("content-length")).toBe(String(length));
      expect((await response.text()).length).toBe(length);
    }),
  );
});

test("HEAD carries it too", async () => {
  const response = await fetch(`${origin}/4711`, { method: "HEAD" });
  expect(response.headers.get("content-length")).toBe("4711");
});

test("outside of a request there is nothing to announce to", () => {
  expect(() => announceContentLength(1)).not.toThrow();
});
