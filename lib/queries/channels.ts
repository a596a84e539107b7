import { queryOptions } from "@tanstack/react-query";
import { paths } from "@/lib/paths";
import type { ChannelView } from "@/lib/task/view";
import { fetchJson } from "./fetch-json";
import { isBusy, nextPollIn, pace, silenceOf } from "./intervals";
import { readChannels } from "./shapes";

/** What is known of each channel beside the catalogue: key, pauses, slots, queue. Polled while one of them is busy. */
export const channelsQuery = () =>
  queryOptions({
    queryKey: ["channels"] as const,
    queryFn: ({ signal }): Promise<ChannelView[]> =>
      fetchJson(paths.api.channels(), readChannels, signal),
    refetchInterval: (query) =>
      nextPollIn((query.state.data ?? []).some(isBusy), pace.channel, silenceOf(query)),
  });
