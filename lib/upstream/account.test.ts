import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { defaultConsoleToken } from "@/lib/sandbox/keys";
import { startSandboxServer } from "@/lib/sandbox/serve";
import { readBalance } from "./account";
import { httpTransport } from "./http";

const signal = new AbortController().signal;
const ask = (baseUrl: string, token = "a-token") =>
  readBalance({ baseUrl: new URL(baseUrl), token, api: httpTransport(), timeoutMs: 2_000 }, signal);

describe("the balance of an account", () => {
  it("is what the sandbox has left, to the console's token alone", async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), "rushes-account-"));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const sandbox = await startSandboxServer({ dataDir, balanceMicros: 12_340_000 });
    onTestFinished(() => sandbox.close());
    expect(await ask(sandbox.baseUrl, defaultConsoleToken)).toEqual({
      outcome: "balance",
      micros: 12_340_000n,
    });
    const refused = { outcome: "failed", fault: "auth" };
    expect(await ask(sandbox.baseUrl, sandbox.keys["sora-official"])).toEqual(refused);
    expect(await ask(sandbox.baseUrl, `Bearer ${defaultConsoleToken}`)).toEqual(refused);
  });

  it.each([
    [200, `{"data":{"quota":-3}}`, { outcome: "balance", micros: -6n }],
    [200, `{"data":{"quota":"5"}}`, { outcome: "failed", fault: "unreadable" }],
    [200, `{"success":false,"message":"no"}`, { outcome: "failed", fault: "unreadable" }],
    [200, "<html></html>", { outcome: "failed", fault: "unreadable" }],
    [403, "", { outcome: "failed", fault: "auth" }],
    [502, "<html></html>", { outcome: "failed", fault: "unreachable" }],
  ])("is read from %d %s", async (status, body, outcome) => {
    let path: string | undefined;
    const server = createServer((request, response) => {
      path = request.url;
      response.writeHead(status).end(body);
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    expect(await ask(`http://127.0.0.1:${port}/relay`)).toEqual(outcome);
    expect(path).toBe("/relay/api/user/self");
  });

  it("is not known when nobody answers", async () => {
    expect(await ask("http://127.0.0.1:9")).toEqual({ outcome: "failed", fault: "unreachable" });
  });
});
