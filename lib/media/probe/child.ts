import "server-only";
import { inspectVideo } from "./inspect";

// Started by `probeVideo` with the path of a file; answers with a ProbeResult as JSON.
const [file = ""] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await inspectVideo(file)));
