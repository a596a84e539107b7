import { act, fireEvent, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { renderInStudio } from "@/test/support/render";
import { commandAt, keyTable, pressName } from "./key-table";
import { setSingleKeys } from "./single-keys";
import { keysOf, usePageKeys } from "./use-keys";

const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...held,
});

describe("the table of keys", () => {
  it.each([
    ["k", {}, "k"],
    ["K", {}, "k"],
    ["F", { shiftKey: true }, "Shift+f"],
    ["?", { shiftKey: true }, "?"],
    ["ArrowLeft", { shiftKey: true }, "Shift+ArrowLeft"],
    ["a", { metaKey: true }, "Mod+a"],
    ["a", { ctrlKey: true }, "Mod+a"],
    [" ", {}, "Space"],
    ["l", { altKey: true }, null],
  ])("%j is written %s", (key, held, name) => {
    expect(pressName(press(key, held))).toBe(name);
  });

  it("means one thing by a key at each place", () => {
    for (const commands of Object.values(keyTable)) {
      const keys = Object.values(commands).flat();
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it("knows no more than what it lists", () => {
    expect(commandAt("grid", press("f"))).toBe("favourite");
    expect(commandAt("grid", press("f", { ctrlKey: true }))).toBeNull();
    expect(commandAt("grid", press("x"))).toBeNull();
  });
});

function Page({ search, trash }: { search: () => void; trash: () => void }) {
  usePageKeys({ search });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it stands for the grid.
    <div onKeyDown={keysOf("grid", { trash })}>
      <input aria-label="Field" />
      <button type="button">Film</button>
    </div>
  );
}

describe("keys", () => {
  const render = () => {
    const deeds = { search: vi.fn(), trash: vi.fn() };
    renderInStudio(<Page {...deeds} />);
    return deeds;
  };

  it("work all over the page, or within their own part", () => {
    const { search, trash } = render();
    expect(fireEvent.keyDown(document.body, { key: "/" })).toBe(false);
    expect(search).toHaveBeenCalledOnce();
    fireEvent.keyDown(document.body, { key: "Delete" });
    expect(trash).not.toHaveBeenCalled();
    fireEvent.keyDown(screen.getByRole("button"), { key: "Delete" });
    expect(trash).toHaveBeenCalledOnce();
  });

  it("are left alone while one types or composes", () => {
    const { search, trash } = render();
    fireEvent.keyDown(screen.getByLabelText("Field"), { key: "/" });
    fireEvent.keyDown(screen.getByLabelText("Field"), { key: "Delete" });
    fireEvent.keyDown(document.body, { key: "/", isComposing: true });
    fireEvent.keyDown(document.body, { key: "/", keyCode: 229 });
    expect([search, trash].map((deed) => deed.mock.calls.length)).toEqual([0, 0]);
  });

  it("of a single character can be turned off", () => {
    const { search } = render();
    act(() => setSingleKeys(false));
    fireEvent.keyDown(document.body, { key: "/" });
    expect(search).not.toHaveBeenCalled();
    act(() => setSingleKeys(true));
  });
});
