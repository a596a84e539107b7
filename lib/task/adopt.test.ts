import { expect, it } from "vitest";
import { builtInCatalogue } from "@/lib/catalogue/catalogue";
import { testDb } from "@/test/support/db";
import { rowOf } from "@/test/support/tasks";
import { adoptJob } from "./adopt";

const [channel] = builtInCatalogue.channels;
if (!channel) throw new Error("no channel");
const now = new Date("2026-11-20T12:00:00Z");

it("records a job of elsewhere as sent, at no price, once", async () => {
  const { db } = testDb();
  const job = { channel, upstreamId: "video_elsewhere", sandbox: false };
  const id = await adoptJob(db, job, now);
  expect(await rowOf(db, id)).toMatchObject({
    ...{ status: "queued", origin: "adopted", upstreamId: "video_elsewhere", priceMicros: 0n },
    ...{ dueAt: now, submittedAt: now },
  });
  expect(await adoptJob(db, job, now)).toBe("taken");
  expect(await db.task.count()).toBe(1);
  const twice = await Promise.all([1, 2].map(() => adoptJob(db, { ...job, upstreamId: "b" }, now)));
  expect(twice.filter((each) => each === "taken")).toHaveLength(1);
});
