import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeMediaElement } from "@/test/support/media-element";
import { renderInStudio } from "@/test/support/render";
import { aFilm, aVideo } from "@/test/support/views";
import { FilmCard } from "./film-card";
import { FilmRows } from "./film-rows";
import { previewDelay } from "./use-preview";

/** A browser of which these media queries hold. */
const browserThat = (...holds: string[]) =>
  vi.stubGlobal(
    "matchMedia",
    vi.fn((query: string) => ({ matches: holds.includes(query) })),
  );

let media: ReturnType<typeof fakeMediaElement>;
beforeEach(() => {
  vi.useFakeTimers();
  media = fakeMediaElement();
  browserThat("(hover: hover)");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const linger = (ms: number) => act(() => vi.advanceTimersByTime(ms));
const films = () => [...document.querySelectorAll("video")].map((video) => video.src);

describe("FilmCard", () => {
  it("is one link to the viewer, named by what was asked for", () => {
    renderInStudio(<FilmCard task={aFilm({ prompt: "A paper\n boat" })} />);
    const link = screen.getByRole("link", { name: "A paper boat" });
    expect(link).toHaveProperty("pathname", "/videos/t1");
    expect(screen.getAllByRole("link")).toHaveLength(1);
  });

  it("says length, model, price and age", () => {
    vi.setSystemTime(new Date("2026-11-20T10:05:00Z"));
    renderInStudio(<FilmCard task={aFilm()} />);
    const { textContent } = screen.getByRole("article");
    for (const words of ["4 s", "Sora 2", "$0.40", "5 minutes ago"]) {
      expect(textContent).toContain(words);
    }
  });

  it("has its shape before anything has loaded, and only stills", () => {
    renderInStudio(<FilmCard task={aFilm()} />);
    const still = document.querySelector("img");
    expect(still?.getAttribute("width")).toBe("1280");
    expect(still?.getAttribute("height")).toBe("720");
    expect(still?.getAttribute("loading")).toBe("lazy");
    expect(films()).toEqual([]);
  });

  it("stands on its own feet while its still is not drawn", () => {
    renderInStudio(<FilmCard task={aFilm({ video: aVideo({ posterUrl: null }) })} />);
    expect(document.querySelector("img")).toBeNull();
    expect(screen.getByText("No picture yet")).toBeTruthy();
  });
});

describe("lingering on a card", () => {
  const enter = () => fireEvent.pointerEnter(screen.getByRole("article"));
  const leave = () => fireEvent.pointerLeave(screen.getByRole("article"));

  it("plays the film after a moment, silently, and lets go of it on leaving", () => {
    renderInStudio(<FilmCard task={aFilm()} />);
    enter();
    linger(previewDelay - 1);
    expect(films()).toEqual([]);
    linger(1);
    const video = document.querySelector("video");
    expect(video?.src).toContain("/media/videos/t1.mp4");
    expect(video?.muted).toBe(true);
    leave();
    expect(films()).toEqual([]);
    expect(video?.hasAttribute("src")).toBe(false);
    expect(media.load).toHaveBeenCalled();
  });

  it("does nothing when one only passes over it", () => {
    renderInStudio(<FilmCard task={aFilm()} />);
    enter();
    linger(previewDelay / 2);
    leave();
    linger(previewDelay);
    expect(films()).toEqual([]);
  });

  it("plays on keyboard focus as well", () => {
    renderInStudio(<FilmCard task={aFilm()} />);
    act(() => screen.getByRole("link").focus());
    linger(previewDelay);
    expect(films()).toHaveLength(1);
    act(() => screen.getByRole("link").blur());
    expect(films()).toEqual([]);
  });

  it("plays one film at a time", () => {
    const other = aFilm({ id: "t2", video: aVideo({ url: "/media/videos/t2.mp4" }) });
    renderInStudio(<FilmRows tasks={[aFilm(), other]} />);
    const [first, second] = screen.getAllByRole("article");
    if (!first || !second) throw new Error("two cards expected");
    act(() => screen.getAllByRole("link")[0]?.focus());
    linger(previewDelay);
    fireEvent.pointerEnter(second);
    linger(previewDelay);
    expect(films()).toEqual([expect.stringContaining("t2.mp4")]);
  });

  it.each([
    ["a person who wants no motion", ["(hover: hover)", "(prefers-reduced-motion: reduce)"]],
    ["a device that does not hover", []],
  ])("stays still for %s", (_name, holds) => {
    browserThat(...holds);
    renderInStudio(<FilmCard task={aFilm()} />);
    enter();
    linger(previewDelay * 2);
    expect(films()).toEqual([]);
  });

  it("stays still on a connection that saves data", () => {
    vi.stubGlobal("navigator", { ...navigator, connection: { saveData: true } });
    renderInStudio(<FilmCard task={aFilm()} />);
    enter();
    linger(previewDelay * 2);
    expect(films()).toEqual([]);
  });
});
