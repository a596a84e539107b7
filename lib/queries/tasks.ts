import { type Query, queryOptions } from "@tanstack/react-query";
import { paths } from "@/lib/paths";
import type { TaskDetailView, TaskPage, TaskView } from "@/lib/task/view";
import { fetchJson } from "./fetch-json";
import { anyMoving, nextPollIn, silenceOf, taskPace } from "./intervals";
import { readTask, readTaskPage } from "./shapes";

/**
 * One factory per list, for hooks, for cache writes and for the server's first page, so that they cannot disagree:
 *
 *   const client = makeQueryClient();
 *   client.setQueryData(liveTasksQuery().queryKey, await listTasks(db(), liveTasksFilter));
 *   <HydrationBoundary state={dehydrate(client)}>
 *
 * The filters are what both the handler and `listTasks` are asked for.
 */
export const liveTasksFilter = { status: "live", limit: 100 } as const;
/** The films and failures that the Studio shows below the tasks in progress. */
export const latestTasksFilter = { status: "settled", limit: 12 } as const;

/** The first key of every query about tasks: invalidating it refreshes them all. */
export const tasksKey = ["tasks"] as const;

const pollFor = (tasks: readonly TaskView[], query: Pick<Query, "state">) =>
  nextPollIn(anyMoving(tasks), taskPace(tasks), silenceOf(query));

const pollPage = (query: Query<TaskPage>) => pollFor(query.state.data?.tasks ?? [], query);

/** Everything that is not settled yet, `unconfirmed` included. Polled while something in it moves. */
export const liveTasksQuery = () =>
  queryOptions({
    queryKey: [...tasksKey, "live"] as const,
    queryFn: ({ signal }): Promise<TaskPage> =>
      fetchJson(paths.api.tasks(liveTasksFilter), readTaskPage, signal),
    refetchInterval: pollPage,
  });

/** What settled last, whatever became of it. Polled only while a poster is being drawn; see `useSettledRefresh`. */
export const latestTasksQuery = () =>
  queryOptions({
    queryKey: [...tasksKey, "latest"] as const,
    queryFn: ({ signal }): Promise<TaskPage> =>
      fetchJson(paths.api.tasks(latestTasksFilter), readTaskPage, signal),
    refetchInterval: pollPage,
  });

/** One task with its evidence. */
export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: [...tasksKey, "one", id] as const,
    queryFn: ({ signal }): Promise<TaskDetailView> =>
      fetchJson(paths.api.task(id), readTask, signal),
    refetchInterval: (query) => pollFor(query.state.data ? [query.state.data] : [], query),
  });
