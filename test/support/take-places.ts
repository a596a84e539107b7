// A second process that takes places in the async channel's window: `take-places.ts <database url> <asks>`.
import { builtInCatalogue, findChannel } from "@/lib/catalogue/catalogue";
import { createDb } from "@/lib/db";
import { takePlaceAlone } from "@/lib/worker/limiter";

const [url = "", asks = "0"] = process.argv.slice(2);
const channel = findChannel(builtInCatalogue, "sora-async");
if (!channel) throw new Error("no such channel");
const db = createDb(url);
let taken = 0;
for (let ask = 0; ask < Number(asks); ask++) {
  const door = { sandbox: false, channel: channel.id };
  if ((await takePlaceAlone(db, door, channel.pace, "create", new Date())) === null) taken++;
}
await db.$disconnect();
console.log(taken);
