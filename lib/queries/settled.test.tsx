import { QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { TaskView } from "@/lib/task/view";
import { aTask } from "@/test/support/views";
import { makeQueryClient } from "./client";
import { libraryKey } from "./library";
import { hasLeft, useLiveTasks } from "./settled";
import { latestTasksQuery, liveTasksQuery } from "./tasks";

const tasks = (...ids: string[]) => ids.map((id) => aTask({ id }));

describe("hasLeft", () => {
  it.each([
    ["nothing was there", [], ["a"], false],
    ["one came", ["a"], ["b", "a"], false],
    ["one went", ["a", "b"], ["b"], true],
    ["one went as another came", ["a"], ["b"], true],
    ["all went", ["a"], [], true],
  ])("%s", (_name, before, after, expected) => {
    expect(hasLeft(tasks(...before), tasks(...after))).toBe(expected);
  });
});

describe("useLiveTasks", () => {
  const setUp = () => {
    const client = makeQueryClient();
    const show = (live: TaskView[]) =>
      client.setQueryData(liveTasksQuery().queryKey, { tasks: live, nextCursor: null });
    const stale = () =>
      [latestTasksQuery().queryKey, [...libraryKey, "days", ""]].map(
        (queryKey) => client.getQueryState(queryKey)?.isInvalidated,
      );
    const still = (id: string) => ({ ...aTask({ id }), moving: false });
    client.setQueryData(latestTasksQuery().queryKey, { tasks: [], nextCursor: null });
    client.setQueryData([...libraryKey, "days", ""], { total: 0, days: [], ignored: [] });
    show([still("a"), still("b")]);
    const wrapper = ({ children }: { children: React.ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    );
    renderHook(() => useLiveTasks(), { wrapper });
    return { stale, still, show };
  };

  it("has the finished lists read anew once a task leaves", async () => {
    const { show, still, stale } = setUp();
    expect(stale()).toEqual([false, false]);
    act(() => void show([still("b")]));
    await vi.waitFor(() => expect(stale()).toEqual([true, true]));
  });

  it("leaves them alone while tasks only come or change", async () => {
    const { show, still, stale } = setUp();
    act(() => void show([still("c"), still("a"), { ...still("b"), progress: 30 }]));
    expect(stale()).toEqual([false, false]);
  });
});
