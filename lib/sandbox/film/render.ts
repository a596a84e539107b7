import "server-only";

/**
 * Draws one film: `render.ts FILE`, with the spec as one line of JSON on standard input. Started by `renderFilm`; ends
 * with code 0 when FILE is there, whole.
 */
import { open, rename } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import { createInterface } from "node:readline";
import { makeFilm } from "./film";
import { filmSpec } from "./spec";

async function main(file: string) {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const input = createInterface({ input: process.stdin });
  // Nobody is left to want the film when the other end of the pipe is gone.
  input.on("close", () => process.exit(1));
  const line = await new Promise<string>((resolve) => input.once("line", resolve));
  const film = await makeFilm(filmSpec.parse(JSON.parse(line)));
  const aside = `${file}.${process.pid}.tmp`;
  const handle = await open(aside, "w");
  await handle.writeFile(film);
  await handle.sync();
  await handle.close();
  await rename(aside, file);
  process.exit(0);
}

await main(process.argv[2] ?? "");
