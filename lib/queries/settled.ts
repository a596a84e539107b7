"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { TaskView } from "@/lib/task/view";
import { libraryKey } from "./library";
import { latestTasksQuery, liveTasksQuery } from "./tasks";

/** Whether a task that was in the live list is no longer in it. */
export function hasLeft(before: readonly TaskView[], after: readonly TaskView[]): boolean {
  const still = new Set(after.map((task) => task.id));
  return before.some((task) => !still.has(task.id));
}

/**
 * The live tasks, kept current. When one leaves the list it has settled, and the lists it moved to are read anew, so a
 * finished film slides into the gallery. Use this instead of `useQuery(liveTasksQuery())`.
 */
export function useLiveTasks() {
  const query = useQuery(liveTasksQuery());
  useSettledRefresh(query.data?.tasks);
  return query;
}

function useSettledRefresh(live: readonly TaskView[] | undefined) {
  const client = useQueryClient();
  const before = useRef(live);
  useEffect(() => {
    const settled = before.current && live && hasLeft(before.current, live);
    before.current = live;
    if (!settled) return;
    void client.invalidateQueries({ queryKey: latestTasksQuery().queryKey });
    void client.invalidateQueries({ queryKey: libraryKey });
  }, [live, client]);
}
