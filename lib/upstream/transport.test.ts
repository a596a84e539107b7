import { expect, test, vi } from "vitest";
import { patient, reachTo } from "@/test/support/reach";
import type { CreateRequest } from "./contract";
import { openAiVideos } from "./openai-videos";
import { inProcess } from "./transport";

const asked: CreateRequest = {
  model: "sora-2",
  prompt: "A kite",
  seconds: 4,
  size: "1280x720",
  reference: null,
};

const create = (handle: (request: Request) => Promise<Response>, signal: AbortSignal) => {
  const timeouts = { ...patient, create: 100 };
  const reach = reachTo("http://sandbox.localhost", { api: inProcess(handle), timeouts });
  return openAiVideos(reach).create(asked, signal);
};

const forever = new AbortController().signal;
const unknown = { outcome: "unknown", failure: { kind: "network", charged: "unknown" } };

test("a handler in this process is an upstream like any other", async () => {
  const handle = async (request: Request) => Response.json({ id: (await request.json()).model });
  expect(await create(handle, forever)).toMatchObject({
    outcome: "accepted",
    upstreamId: "sora-2",
  });
});

test("one that breaks leaves the outcome open", async () => {
  const handle = () => Promise.reject(new Error("ECONNRESET"));
  expect(await create(handle, forever)).toMatchObject(unknown);
});

test("one that never answers leaves it open when the time is up", async () => {
  expect(await create(() => new Promise(() => {}), forever)).toMatchObject(unknown);
});

test("one whose answer never ends leaves it open too", async () => {
  const handle = async () => new Response(new ReadableStream());
  expect(await create(handle, forever)).toMatchObject({ outcome: "unknown" });
});

test("a request that is withdrawn before is not handed over", async () => {
  const handle = vi.fn(async () => new Response());
  expect(await create(handle, AbortSignal.abort())).toMatchObject({ outcome: "notSent" });
  expect(handle).not.toHaveBeenCalled();
});
