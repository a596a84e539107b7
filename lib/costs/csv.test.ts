import { expect, it } from "vitest";
import { testDb } from "@/test/support/db";
import { rowOf, taskAt } from "@/test/support/tasks";
import { csvHead, csvLine, csvLinesOf } from "./csv";

it.each([
  [["a", 1, ""], "a,1,\r\n"],
  [['say "hi"', "a,b"], '"say ""hi""","a,b"\r\n'],
  [["two\nlines", "a\r\nb"], '"two\nlines","a\r\nb"\r\n'],
  [[" led", "trailed "], '" led","trailed "\r\n'],
  [["=1+1", "+1", "-1", "@x"], "'=1+1,'+1,'-1,'@x\r\n"],
  [["＝1", "\t=1"], "'＝1,'\t=1\r\n"],
  [['=HYPERLINK("http://x")'], '"\'=HYPERLINK(""http://x"")"\r\n'],
  [["a=1", "雪地里的狐狸"], "a=1,雪地里的狐狸\r\n"],
])("writes %j as RFC 4180 has it, and no formula", (fields, line) => {
  expect(csvLine(fields)).toBe(line);
});

it("has a line for a price, and one for what earlier sendings may have cost", async () => {
  const { db } = testDb();
  const now = new Date("2026-11-20T20:00:00Z");
  const row = { status: "completed", doubtMicros: 800_000n, upstreamId: "video_1" } as const;
  const id = await taskAt(db, now, row, { prompt: "=A1, a fox" });
  const shared = `${id},2026-11-20T20:00:00.000Z,2026-11-21,sora-official,sora-2,1280x720,4,completed`;
  expect(csvLinesOf(await rowOf(db, id), "Asia/Shanghai")).toBe(
    `${shared},charged,0.40,video_1,"'=A1, a fox"\r\n${shared},uncertain,0.80,,"'=A1, a fox"\r\n`,
  );
  expect(csvHead.startsWith("\uFEFFtask,")).toBe(true);
});
