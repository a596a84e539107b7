import { QueryCache, QueryClient } from "@tanstack/react-query";
import { paths } from "@/lib/paths";
import { isPassing, isSignedOut } from "./fetch-json";

/**
 * How long a list nobody shows is kept, in ms. In the browser, the library must still be there when one returns from
 * watching a film. On the server, a timer of any length would keep what each request has read in memory for as long.
 */
const keptUnused = typeof window === "undefined" ? Number.POSITIVE_INFINITY : 60 * 60_000;

/** A query client with the studio's habits; one per tab, and a fresh one per request on the server. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        // The studio is mostly on this very machine: whether there is an internet says nothing about reaching it.
        networkMode: "always",
        refetchOnReconnect: true,
        // What the server has just rendered is not asked for again at once.
        staleTime: 5_000,
        gcTime: keptUnused,
        retry: (failures, error) => failures < 2 && isPassing(error),
      },
    },
  });
}

/** Nobody is signed in any more: what the tab has read goes with the page. What was written is kept in the draft. */
function leaveWhenSignedOut(error: unknown): void {
  if (isSignedOut(error) && typeof window !== "undefined") location.assign(paths.login());
}
