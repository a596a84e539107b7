import { beforeEach, expect, test, vi } from "vitest";
import { soraAsync, soraOfficial } from "@/lib/catalogue/sora";
import { env, readEnv } from "@/lib/env";
import { sandboxTransport } from "@/lib/sandbox/in-app";
import { serve } from "@/test/support/wire";
import type { CreateRequest } from "./contract";
import { timeScale, upstreamFor } from "./select";

vi.mock("@/lib/env", { spy: true });
vi.mock("@/lib/sandbox/in-app", () => ({ sandboxTransport: vi.fn() }));

const signal = new AbortController().signal;
const film: CreateRequest = {
  model: "sora-2",
  prompt: "A kite",
  seconds: 4,
  size: "1280x720",
  reference: null,
};

const handled: Request[] = [];
beforeEach(() => {
  handled.length = 0;
  vi.mocked(sandboxTransport).mockReturnValue({
    handle: async (request) => {
      handled.push(request);
      return Response.json({ id: "video_1", status: "queued" });
    },
    baseUrl: new URL("http://sandbox.localhost"),
    linkOrigins: ["http://cdn.sandbox.localhost"],
    keyFor: (channelId) => `key-of-${channelId}`,
    timeScale: 10,
  });
});

test("the sandbox is asked inside the process", async () => {
  const upstream = upstreamFor({ channel: soraOfficial, sandbox: true });
  expect(await upstream.create(film, signal)).toMatchObject({ outcome: "accepted" });
  expect(handled[0]?.url).toBe("http://sandbox.localhost/v1/videos");
  expect(handled[0]?.headers.get("authorization")).toBe("Bearer key-of-sora-official");
});

test("its links stay inside the process, and go there without the key", async () => {
  const upstream = upstreamFor({ channel: soraAsync, sandbox: true });
  const resultUrl = "http://cdn.sandbox.localhost/a.mp4";
  await upstream.fetch({ upstreamId: "v", resultUrl, source: "link", range: null }, signal);
  expect(handled.map(({ url }) => url)).toEqual([resultUrl]);
  expect(handled[0]?.headers.get("authorization")).toBeNull();
});

test("in earnest each channel is asked with its own key, and the sandbox is left alone", async () => {
  const server = await serve((_, response) => response.end('{"id":"v","status":"queued"}'));
  const settings = readEnv({ API_YI_BASE_URL: server.origin, API_YI_ASYNC_KEY: "sk-async" });
  vi.mocked(env).mockReturnValue(settings);
  await upstreamFor({ channel: soraAsync, sandbox: false }).create(film, signal);
  expect(server.heard).toMatchObject([
    { url: "/v1/videos", headers: { authorization: "sk-async" } },
  ]);
  expect(() => upstreamFor({ channel: soraOfficial, sandbox: false })).toThrow(
    "sora-official has no key",
  );
  expect(handled).toEqual([]);
});

test("the origins that the operator adds are trusted with links", async () => {
  const mirror = await serve((_, response) => response.end("film"));
  const source = { API_YI_ASYNC_KEY: "sk-async", API_YI_LINK_ORIGINS: mirror.origin };
  vi.mocked(env).mockReturnValue(readEnv(source));
  const upstream = upstreamFor({ channel: soraAsync, sandbox: false });
  const resultUrl = `${mirror.origin}/a.mp4`;
  const request = { upstreamId: "v", resultUrl, source: "link", range: null } as const;
  expect(await upstream.fetch(request, signal)).toMatchObject({ outcome: "opened" });
  expect(mirror.heard[0]?.headers).not.toHaveProperty("authorization");
});

test("only the sandbox's time runs faster", () => {
  expect([timeScale(false), timeScale(true)]).toEqual([1, 10]);
});
