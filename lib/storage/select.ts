import "server-only";
import path from "node:path";
import { env } from "@/lib/env";
import { singleton } from "@/lib/singleton";
import type { Storage } from "./contract";
import { createLocalStorage } from "./local";

/** The storage of this process: files in the `media` folder of the data folder. */
export const storage = (): Storage =>
  singleton("storage", () => createLocalStorage(path.join(env().dataDir, "media")));
