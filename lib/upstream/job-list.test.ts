import { describe, expect, it, test } from "vitest";
import { reachTo } from "@/test/support/reach";
import { serve } from "@/test/support/wire";
import { readJobList } from "./job-list";
import { openAiVideos } from "./openai-videos";

const job = {
  id: "video_1",
  model: "sora-2",
  seconds: "8",
  size: "1280x720",
  created_at: 1712697600,
};

describe("readJobList", () => {
  it("reads what is told, and leaves out what cannot be a job", () => {
    const text = JSON.stringify({
      object: "list",
      data: [job, { id: "" }, "odd", { id: "task_2" }],
    });
    expect(readJobList(text)).toEqual([
      {
        upstreamId: "video_1",
        model: "sora-2",
        seconds: 8,
        size: "1280x720",
        prompt: null,
        createdAt: new Date("2024-04-09T21:20:00Z"),
      },
      {
        upstreamId: "task_2",
        model: null,
        seconds: null,
        size: null,
        prompt: null,
        createdAt: null,
      },
    ]);
  });

  it.each(["", "<html></html>", "[]", "{}", '{"data":{}}'])("%j is no list", (text) => {
    expect(readJobList(text)).toBeNull();
  });
});

test.each([
  ["a list", 200, JSON.stringify({ data: [job] }), "jobs"],
  ["an empty list", 200, JSON.stringify({ data: [] }), "jobs"],
  ["an unknown route", 404, "{}", "noRoute"],
  ["the wrong method", 405, "", "noRoute"],
  ["a page instead", 200, "<html></html>", "noRoute"],
  ["an odd refusal", 400, '{"code":"invalid_request"}', "noRoute"],
  ["a passing fault", 502, "", "failed"],
  ["a refused key", 401, "{}", "failed"],
  ["too many requests", 429, "{}", "failed"],
])("%s is %i, meaning %s", async (_what, status, body, outcome) => {
  const server = await serve((_, response) => response.writeHead(status).end(body));
  const upstream = openAiVideos(reachTo(server.origin));
  expect(await upstream.list(new AbortController().signal)).toMatchObject({ outcome });
  expect(server.heard[0]?.url).toBe("/v1/videos?limit=100&order=desc");
});
