import { waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { renderInStudio } from "@/test/support/render";
import { aFilm, aTask, aVideo } from "@/test/support/views";
import { drawFrame } from "./draw-frame";
import { lacksPoster, PosterCapture } from "./poster-capture";

vi.mock("./draw-frame", () => ({ drawFrame: vi.fn() }));
const draw = vi.mocked(drawFrame);

const posterless = (id: string) =>
  aFilm({ id, video: aVideo({ url: `/media/videos/${id}.mp4`, posterUrl: null }) });

afterEach(() => {
  vi.unstubAllGlobals();
  draw.mockReset();
});

describe("lacksPoster", () => {
  it.each([
    ["a film with its poster", aFilm(), false],
    ["a film that the server gave up on", posterless("t1"), true],
    ["a film whose poster is being drawn", { ...posterless("t1"), moving: true }, false],
    ["a task without a film", aTask({ moving: false }), false],
  ])("%s", (_name, task, expected) => {
    expect(lacksPoster(task)).toBe(expected);
  });
});

describe("PosterCapture", () => {
  const answering = () => {
    const post = vi.fn(async (_url: string, _init: RequestInit) => Response.json({}));
    vi.stubGlobal("fetch", post);
    return post;
  };

  it("hands in each missing poster once, one after the other", async () => {
    const post = answering();
    const frame = new Blob(["frame"], { type: "image/webp" });
    draw.mockResolvedValue(frame);
    renderInStudio(<PosterCapture films={[aFilm(), posterless("t2"), posterless("t3")]} />);
    await waitFor(() => expect(post).toHaveBeenCalledTimes(2));
    expect(post.mock.calls.map(([url]) => url)).toEqual([
      "/api/videos/t2/poster",
      "/api/videos/t3/poster",
    ]);
    expect(post.mock.calls[0]?.[1]).toMatchObject({ method: "POST", body: frame });
  });

  it("goes on after a film that cannot be drawn", async () => {
    const post = answering();
    draw.mockRejectedValueOnce(new Error("no decoder")).mockResolvedValueOnce(new Blob());
    renderInStudio(<PosterCapture films={[posterless("t2"), posterless("t3")]} />);
    await waitFor(() => expect(post).toHaveBeenCalledOnce());
    expect(post.mock.calls[0]?.[0]).toBe("/api/videos/t3/poster");
    expect(draw).toHaveBeenCalledTimes(2);
  });

  it("leaves films alone on a connection that saves data", () => {
    vi.stubGlobal("navigator", { ...navigator, connection: { saveData: true } });
    renderInStudio(<PosterCapture films={[posterless("t2")]} />);
    expect(draw).not.toHaveBeenCalled();
  });
});
