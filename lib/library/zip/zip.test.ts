import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { videoKey } from "@/lib/storage/key";
import { addTag, trash } from "@/lib/task/organise";
import { testPatient } from "@/test/support/care";
import { keepFilm } from "@/test/support/films";
import { scope } from "@/test/support/library";
import { taskAt } from "@/test/support/tasks";
import { unzip } from "@/test/support/unzip";
import { filmFileName } from "./name";
import { zipOf } from "./zip";

const read = async (stream: ReadableStream<Uint8Array> | null): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream ?? []) chunks.push(chunk);
  return Buffer.concat(chunks);
};
const tail = (id: string) => id.slice(-12);
const notebooks = () => readdirSync(tmpdir()).filter((name) => name.startsWith("rushes-zip-"));

describe("a ZIP", () => {
  it("holds the films byte for byte, and tells what was selected, what it cost and what is missing", async () => {
    const { db, storage, now } = testPatient();
    const world = { db, storage, now };
    const fox = await keepFilm(
      world,
      { prompt: '=HYPERLINK("x"), 雨夜/..\\con: a "fox"' },
      Buffer.from("fox"),
    );
    const lost = await keepFilm(world, { title: "Lost" });
    const failed = await taskAt(db, now, { status: "failed", dueAt: null });
    await storage.remove(videoKey(lost));
    await addTag(db, [fox], "sea", now);

    const files = unzip(await read(await zipOf(world, { ids: [fox, lost, failed] })));
    const day = now.toISOString().slice(0, 10);
    const name = `${day} HYPERLINK x , 雨夜 con a fox ${tail(fox)}.mp4`;
    expect([...files.keys()]).toEqual([name, "manifest.json", "manifest.csv"]);
    expect(files.get(name)?.toString()).toBe("fox");

    const manifest = JSON.parse(files.get("manifest.json")?.toString() ?? "");
    expect(manifest.films).toMatchObject([
      { id: fox, file: name, missing: null, priceUsd: "0.40", charge: "charged", tags: ["sea"] },
      { id: lost, file: null, missing: "fileMissing", title: "Lost" },
      { id: failed, file: null, missing: "noFilm", charge: "released", bytes: null },
    ]);
    const csv = files.get("manifest.csv")?.toString().split("\r\n") ?? [];
    expect(csv).toHaveLength(5);
    expect(csv[0]).toMatch(/^\uFEFFfile,missing,id,/);
    expect(csv[1]).toContain(`"'=HYPERLINK(""x""), 雨夜/..\\con: a ""fox"""`);
    expect(notebooks()).toEqual([]);
  });

  it("of a query leaves out what is left out, and the trash", async () => {
    const patient = testPatient();
    const ids = [await keepFilm(patient), await keepFilm(patient), await keepFilm(patient)];
    const [kept = "", except = "", trashed = ""] = ids;
    await trash(patient.db, [trashed], patient.now);
    const selection = { scope: await scope(patient.db), except: new Set([except]) };
    const files = unzip(await read(await zipOf(patient, selection)));
    expect([...files.keys()].filter((name) => name.endsWith(".mp4"))).toEqual([
      expect.stringContaining(tail(kept)),
    ]);
  });

  it("of nothing is refused", async () => {
    const { db, storage, now } = testPatient();
    const failed = await taskAt(db, now, { status: "failed", dueAt: null });
    expect(await zipOf({ db, storage, now }, { ids: [failed, crypto.randomUUID()] })).toBeNull();
  });

  it("closes the film it is at when the reader leaves", async () => {
    const patient = testPatient();
    const id = await keepFilm(patient, {}, Buffer.alloc(2_000_000, 1));
    let canceled = false;
    const storage = {
      ...patient.storage,
      read: () =>
        new ReadableStream<Uint8Array>({
          pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
          cancel: () => {
            canceled = true;
          },
        }),
    };
    const zip = await zipOf({ ...patient, storage }, { ids: [id] });
    const reader = zip?.getReader();
    await reader?.read();
    await reader?.read();
    await reader?.read();
    await reader?.cancel();
    expect(canceled).toBe(true);
    expect(notebooks()).toEqual([]);
  });
});

describe("a film's file name", () => {
  const film = {
    id: "0193480e-7c2b-7aaa-8bbb-0123456789ab",
    createdAt: new Date("2026-11-20T23:59:59Z"),
    title: null,
  };
  it.each([
    ["A red fox", "2026-11-20 A red fox 0123456789ab.mp4"],
    ["../../etc/passwd", "2026-11-20 etc passwd 0123456789ab.mp4"],
    ["🦊🦊", "2026-11-20 0123456789ab.mp4"],
    ["雨夜的街道，霓虹灯", "2026-11-20 雨夜的街道 霓虹灯 0123456789ab.mp4"],
    ["word ".repeat(40), `2026-11-20 ${"word ".repeat(12).trim()} 0123456789ab.mp4`],
    ["x".repeat(100), `2026-11-20 ${"x".repeat(60)} 0123456789ab.mp4`],
  ])("of %j", (prompt, name) => expect(filmFileName({ ...film, prompt })).toBe(name));

  it("is the user's own where there is one", () => {
    expect(filmFileName({ ...film, title: "Final", prompt: "x" })).toBe(
      "2026-11-20 Final 0123456789ab.mp4",
    );
  });
});
