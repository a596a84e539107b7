// The studio's server half as it really starts, configured by the environment: what SIGTERM means is decided there.
import { writeSync } from "node:fs";
import { startStudio } from "@/lib/worker/start";

await startStudio();
writeSync(1, "ready\n");
