import "server-only";
import { existsSync } from "node:fs";
import { leastRoom, roomLeft } from "@/lib/storage/room";
import type { Check, Finding, Note, Patient } from "../finding";

/** Some time before the studio stops sending. */
const shortBytes = 4 * leastRoom;

/** Whether films still fit. */
export const diskCheck: Check = {
  title: "Disk",
  async *examine({ dataDir }: Patient): AsyncGenerator<Finding | Note> {
    // Not there yet while the database is elsewhere and nothing has been kept.
    if (!existsSync(dataDir)) return;
    const left = await roomLeft(dataDir);
    if (left >= shortBytes) yield { note: `${(left / 1e9).toFixed(1)} GB are free.` };
    else {
      const [free, least] = [left, leastRoom].map((bytes) => `${Math.floor(bytes / 1024 ** 2)} MB`);
      yield {
        code: "disk.short",
        subject: null,
        message: `Only ${free} are free; below ${least} nothing is sent.`,
        advice: "Make room, or move the data folder (RUSHES_DATA_DIR) to a larger disk.",
      };
    }
  },
};
