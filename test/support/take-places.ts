// A second process that takes places in the async channel's window: `take-places.ts <database url> <asks>`.
import { builtInCatalogue, findChannel } from "@/lib/catalogue/catalogue";
import { systemClock } from "@/lib/clock";
import { createDb } from "@/lib/db";
import { takePlaceAlone } from "@/lib/worker/limiter";
import { createMemory } from "@/lib/worker/memory";

const [url = "", asks = "0"] = process.argv.slice(2);
const channel = findChannel(builtInCatalogue, "sora-async");
if (!channel) throw new Error("no such channel");
const db = createDb(url);
const memory = createMemory();
let taken = 0;
for (let ask = 0; ask < Number(asks); ask++) {
  const door = { sandbox: false, channel: channel.id };
  const ask = { door, pace: channel.pace, kind: "create", clock: systemClock, memory } as const;
  if ((await takePlaceAlone(db, ask)) === null) taken++;
}
await db.$disconnect();
console.log(taken);
