import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { BalanceView, BooksView, BudgetView, CostFilmPage } from "@/lib/costs/view";
import { paths } from "@/lib/paths";
import type { Charge } from "@/lib/task/status";
import { readBalance, readBooks, readBudget, readCostFilms } from "./cost-shapes";
import { fetchJson } from "./fetch-json";
import { nextPollIn, pace, silenceOf } from "./intervals";

/** The first key of every query about money: invalidating it refreshes them all. */
export const costsKey = ["costs"] as const;

/** Which books, and which days of them. */
export interface BooksRequest {
  from: string;
  to: string;
  books: "live" | "sandbox";
}

/** Which tasks of the books. */
export interface CostFilmsRequest extends BooksRequest {
  charge?: Charge | undefined;
  channel?: string | undefined;
  model?: string | undefined;
}

/** Where the owner's money stands. Polled while something is held: it will settle. */
export const budgetQuery = () =>
  queryOptions({
    queryKey: [...costsKey, "budget"] as const,
    queryFn: ({ signal }): Promise<BudgetView> => fetchJson(paths.api.budget(), readBudget, signal),
    refetchInterval: (query) =>
      nextPollIn((query.state.data?.spentThisMonth.held ?? 0) > 0, pace.channel, silenceOf(query)),
  });

/** What API Yi says is left. The server asks every ten minutes by itself. */
export const balanceQuery = () =>
  queryOptions({
    queryKey: [...costsKey, "balance"] as const,
    queryFn: ({ signal }): Promise<BalanceView> =>
      fetchJson(paths.api.costBalance(), readBalance, signal),
  });

/** The books of a range. Polled while something in them is held. */
export const booksQuery = (asked: BooksRequest) =>
  queryOptions({
    queryKey: [...costsKey, "books", asked] as const,
    queryFn: ({ signal }): Promise<BooksView> =>
      fetchJson(paths.api.costs({ ...asked }), readBooks, signal),
    placeholderData: keepPreviousData,
    refetchInterval: (query) =>
      nextPollIn((query.state.data?.total.sums.held ?? 0) > 0, pace.channel, silenceOf(query)),
  });

/** The tasks behind the figures, in keyset pages. */
export const costFilmsQuery = (asked: CostFilmsRequest) =>
  infiniteQueryOptions({
    queryKey: [...costsKey, "films", asked] as const,
    queryFn: ({ signal, pageParam: cursor }): Promise<CostFilmPage> =>
      fetchJson(paths.api.costFilms({ ...asked, cursor }), readCostFilms, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
