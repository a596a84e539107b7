// A process that writes to the database at argv[2] until it is killed, and tells on stdout what was acknowledged.
// With argv[3], it claims that many rows instead, and tells how many it won.
import { writeSync } from "node:fs";
import { createDb, type Db } from "@/lib/db";

const [url = "", claims] = process.argv.slice(2);
const db = createDb(url);
await db.$connect();
if (claims) await claimRows(db, Number(claims));
else await Promise.all(Array.from({ length: 8 }, () => writeForever(db)));

/** "plain KEY" after a single write, "pair KEY" after a transaction of two. */
async function writeForever(db: Db): Promise<never> {
  for (;;) {
    const key = crypto.randomUUID();
    const data = { value: 1, updatedAt: new Date() };
    await db.setting.create({ data: { key, ...data } });
    writeSync(1, `plain ${key}\n`);
    await db.$transaction(async (tx) => {
      await tx.setting.update({ where: { key }, data: { value: 2 } });
      await tx.setting.create({ data: { key: `${key}-second`, ...data } });
    });
    writeSync(1, `pair ${key}\n`);
  }
}

async function claimRows(db: Db, count: number): Promise<void> {
  let won = 0;
  for (let i = 0; i < count; i++) {
    const claim = { where: { key: `row-${i}`, value: { equals: 0 } }, data: { value: 1 } };
    won += (await db.setting.updateMany(claim)).count;
    await db.$transaction(async (tx) => {
      const total = await tx.setting.findUniqueOrThrow({ where: { key: "total" } });
      await tx.setting.update({
        where: { key: "total" },
        data: { value: Number(total.value) + 1 },
      });
    });
  }
  writeSync(1, `won ${won}\n`);
  await db.$disconnect();
}
