"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { libraryKey } from "@/lib/queries/library";
import { useLiveTasks } from "@/lib/queries/settled";

/** Reads the library anew when a task is asked for, here or in another tab. When one settles, `useLiveTasks` does. */
export function useFreshLibrary(): void {
  const client = useQueryClient();
  const { data } = useLiveTasks();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!data) return;
    const { current } = known;
    const ids = new Set(data.tasks.map(({ id }) => id));
    known.current = ids;
    const came = current !== null && [...ids].some((id) => !current.has(id));
    if (came) void client.invalidateQueries({ queryKey: libraryKey });
  }, [client, data]);
}
