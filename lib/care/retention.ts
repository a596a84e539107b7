import "server-only";
import { findChannel } from "@/lib/catalogue/catalogue";
import type { Catalogue } from "@/lib/catalogue/types";
import type { Patient } from "./finding";

/**
 * How long upstream keeps films, from the catalogue. The sandbox forgets as much faster as it renders.
 * A channel that is gone from the catalogue keeps nothing: nobody could ask it.
 */
export const retentionOf =
  (catalogue: Catalogue, sandboxSpeed: number): Patient["keptUntil"] =>
  ({ channel, sandbox, sentAt }) => {
    const retention = findChannel(catalogue, channel)?.pace.retention ?? 0;
    return new Date(sentAt.getTime() + retention / (sandbox ? sandboxSpeed : 1));
  };
