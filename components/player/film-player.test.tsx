import { act, fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fakeMediaElement } from "@/test/support/media-element";
import { renderInStudio } from "@/test/support/render";
import { aVideo } from "@/test/support/views";
import { FilmPlayer } from "./film-player";
import { commandFor } from "./use-player-keys";

const router = vi.hoisted(() => ({ push: vi.fn() }));
vi.mock("next/navigation", () => ({ useRouter: () => router }));

const press = (key: string, modifiers = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...modifiers,
});

describe("commandFor", () => {
  it.each([
    ["k", "toggle"],
    ["u", "useFrame"],
    ["K", "toggle"],
    [" ", "toggle"],
    ["j", "back"],
    ["l", "forward"],
    ["ArrowLeft", "backShort"],
    ["ArrowRight", "forwardShort"],
    [",", "frameBack"],
    [".", "frameForward"],
    ["<", "slower"],
    [">", "faster"],
    ["ArrowUp", null],
    ["Tab", null],
    ["x", null],
  ])("%j in the player", (key, expected) => {
    expect(commandFor(press(key), "player")).toEqual(expected);
  });

  it.each([" ", "ArrowLeft", "ArrowRight"])("leaves %j to the browser's own controls", (key) => {
    expect(commandFor(press(key), "video")).toBeNull();
  });

  it("keeps the letters on the browser's own controls", () => {
    expect(commandFor(press("k"), "video")).toBe("toggle");
  });

  it("lets the space bar press a button that has the focus", () => {
    expect(commandFor(press(" "), "button")).toBeNull();
    expect(commandFor(press("k"), "button")).toBe("toggle");
  });

  it.each(["ctrlKey", "metaKey", "altKey"])("leaves shortcuts with %s alone", (modifier) => {
    expect(commandFor(press("l", { [modifier]: true }), "player")).toBeNull();
  });
});

describe("FilmPlayer", () => {
  let media: ReturnType<typeof fakeMediaElement>;
  beforeEach(() => {
    media = fakeMediaElement();
  });

  const render = () => {
    const { unmount } = renderInStudio(<FilmPlayer taskId="t1" film={aVideo()} />);
    const player = screen.getByRole("region", { name: "Player" });
    const video = player.querySelector("video");
    if (!video) throw new Error("no video");
    Object.defineProperty(video, "duration", { value: 4 });
    return { player, video, unmount };
  };

  it("plays and pauses with K and with the space bar", () => {
    const { player } = render();
    fireEvent.keyDown(player, { key: "k" });
    expect(media.play).toHaveBeenCalledOnce();
    fireEvent.keyDown(player, { key: " " });
    expect(media.pause).toHaveBeenCalledOnce();
  });

  it("moves within the film and never beyond its ends", () => {
    const { player, video } = render();
    const times = ["l", "ArrowRight", "l", "ArrowLeft", "j", "j"].map((key) => {
      fireEvent.keyDown(player, { key });
      return video.currentTime;
    });
    expect(times).toEqual([2, 3, 4, 3, 1, 0]);
  });

  it("steps through single frames, and stands still for it", () => {
    const { player, video } = render();
    fireEvent.keyDown(player, { key: "k" });
    fireEvent.keyDown(player, { key: "." });
    expect(media.pause).toHaveBeenCalledOnce();
    expect(video.currentTime).toBeCloseTo(1 / 30);
    fireEvent.keyDown(player, { key: "," });
    expect(video.currentTime).toBe(0);
  });

  it("runs slower and faster, and never beyond its paces", () => {
    const { player, video } = render();
    const paces = [...">>>>>", ..."<<<<<<<<"].map((key) => {
      fireEvent.keyDown(player, { key });
      return video.playbackRate;
    });
    expect(paces.slice(0, 5)).toEqual([1.25, 1.5, 2, 2, 2]);
    expect(paces.at(-1)).toBe(0.25);
  });

  it("takes the keys it uses away from the page, and no others", () => {
    const { player, video } = render();
    // fireEvent tells whether the default was left to happen.
    expect(fireEvent.keyDown(player, { key: " " })).toBe(false);
    expect(fireEvent.keyDown(player, { key: "PageDown" })).toBe(true);
    expect(fireEvent.keyDown(video, { key: " " })).toBe(true);
  });

  it("is ready for the keys at once, unless the focus is somewhere", () => {
    const { player, unmount } = render();
    expect(document.activeElement).toBe(player);
    unmount();
    const field = document.body.appendChild(document.createElement("input"));
    field.focus();
    render();
    expect(document.activeElement).toBe(field);
    field.remove();
  });

  it("loops when it is told to", async () => {
    const { video } = render();
    const button = screen.getByRole("button", { name: "Loop", pressed: false });
    await userEvent.click(button);
    expect(screen.getByRole("button", { name: "Loop", pressed: true })).toBe(button);
    expect(video.loop).toBe(true);
  });

  it("says when the film cannot be played", () => {
    const { video } = render();
    act(() => void fireEvent.error(video));
    expect(screen.getByRole("alert").textContent).toContain("could not be played");
  });

  it("stops and lets go of the file when it leaves", () => {
    const { video, unmount } = render();
    unmount();
    expect(media.pause).toHaveBeenCalled();
    expect(video.hasAttribute("src")).toBe(false);
    expect(media.load).toHaveBeenCalled();
  });

  it("has its film again when effects run twice", () => {
    renderInStudio(
      <StrictMode>
        <FilmPlayer taskId="t1" film={aVideo()} />
      </StrictMode>,
    );
    expect(document.querySelector("video")?.getAttribute("src")).toBe("/media/videos/t1.mp4");
  });
});
