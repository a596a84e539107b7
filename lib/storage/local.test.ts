import * as nodeFs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Storage, StorageKey } from "./contract";
import { storageFault } from "./error";
import { posterKey, videoKey } from "./key";
import { createLocalStorage, type Disk } from "./local";

const id = "0193480e-7c2b-7aaa-8bbb-0123456789ab";
const video = videoKey(id);
const poster = posterKey(id);
const text = (bytes: string) => new TextEncoder().encode(bytes);

let root: string;
beforeEach(async () => {
  root = path.join(await nodeFs.mkdtemp(path.join(os.tmpdir(), "rushes-storage-")), "media");
});
afterEach(() => nodeFs.rm(path.dirname(root), { recursive: true, force: true }));

const errno = (code: string) => Object.assign(new Error(`${code}: injected`), { code });
const faultOf = async (work: Promise<unknown>) =>
  work.then(
    () => "none",
    (error: unknown) => storageFault(error),
  );
const filesBelow = async (folder: string) =>
  (await nodeFs.readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

async function gather(
  storage: ReturnType<typeof createLocalStorage>,
  key: StorageKey,
  bytes: string,
) {
  await nodeFs.writeFile(await storage.partPath(key), bytes);
}

async function readText(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}

describe("committing", () => {
  test("turns the part into the object, whole", async () => {
    const storage = createLocalStorage(root);
    await gather(storage, video, "a film");
    expect(await storage.stat(video)).toBeNull();
    await storage.commit(video);
    expect(await storage.stat(video)).toMatchObject({ bytes: 6, modifiedAt: expect.any(Date) });
    expect(await filesBelow(root)).toEqual([`${id}.mp4`]);
  });

  test("a part survives a restart", async () => {
    await gather(createLocalStorage(root), video, "half");
    expect(await nodeFs.readFile(await createLocalStorage(root).partPath(video), "utf8")).toBe(
      "half",
    );
  });

  test("replaces what was there", async () => {
    const storage = createLocalStorage(root);
    await storage.put(video, text("old"));
    await gather(storage, video, "new film");
    await storage.commit(video);
    expect(await readText(storage.read(video, 0, 7))).toBe("new film");
  });

  test("without a part is refused and leaves the object alone", async () => {
    const storage = createLocalStorage(root);
    expect(await faultOf(storage.commit(video))).toBe("missing");
    await storage.put(video, text("kept"));
    expect(await faultOf(storage.commit(video))).toBe("missing");
    expect(await storage.stat(video)).toMatchObject({ bytes: 4 });
  });

  test("syncs the file before the rename and the folder after it", async () => {
    const calls: string[] = [];
    const storage = createLocalStorage(root, recording(calls));
    await gather(storage, video, "a film");
    calls.length = 0;
    await storage.commit(video);
    expect(calls).toEqual([`sync ${id}.mp4.part`, `rename ${id}.mp4`, "sync videos"]);
  });

  test("a new folder is itself made durable", async () => {
    const calls: string[] = [];
    await createLocalStorage(root, recording(calls)).partPath(video);
    expect(calls).toEqual(["sync media", `sync ${path.basename(path.dirname(root))}`]);
  });
});

describe("a failing disk", () => {
  test.each([
    ["ENOSPC", "full"],
    ["EDQUOT", "full"],
    ["EIO", "broken"],
    ["EROFS", "broken"],
  ])(
    "%s at the rename is %s, keeps its cause, and the part can be committed later",
    async (code, fault) => {
      const cause = errno(code);
      const failing = createLocalStorage(root, { ...nodeFs, rename: () => Promise.reject(cause) });
      await gather(failing, video, "a film");
      const error: unknown = await failing.commit(video).catch((thrown: unknown) => thrown);
      expect(storageFault(error)).toBe(fault);
      expect(error).toMatchObject({ name: "StorageError", cause });
      expect(await failing.stat(video)).toBeNull();

      const healthy = createLocalStorage(root);
      await healthy.commit(video);
      expect(await healthy.stat(video)).toMatchObject({ bytes: 6 });
    },
  );

  test("a put that fails leaves neither object nor draft", async () => {
    const storage = createLocalStorage(root, {
      ...nodeFs,
      rename: () => Promise.reject(errno("ENOSPC")),
    });
    expect(await faultOf(storage.put(poster, text("webp")))).toBe("full");
    expect(await filesBelow(root)).toEqual([]);
  });

  test("other errors are not mistaken for storage errors", () => {
    expect(storageFault(errno("ENOSPC"))).toBeNull();
    expect(storageFault("ENOSPC")).toBeNull();
  });
});

test("concurrent puts under one key leave one of them, whole", async () => {
  const storage = createLocalStorage(root);
  const bodies = Array.from({ length: 8 }, (_, i) => String(i).repeat(200_000));
  await Promise.all(bodies.map((body) => storage.put(poster, text(body))));
  expect(bodies).toContain(await readText(storage.read(poster, 0, 199_999)));
  expect(await filesBelow(root)).toEqual([`${id}.webp`]);
});

test("removing takes object and part, and is silent when there is nothing", async () => {
  const storage = createLocalStorage(root);
  await storage.remove(video);
  await storage.put(video, text("film"));
  await gather(storage, video, "part");
  await storage.remove(video);
  await storage.remove(video);
  expect(await filesBelow(root)).toEqual([]);
});

describe("listing", () => {
  const listed = async (storage: Storage) => {
    const files: string[] = [];
    for await (const file of storage.list()) {
      files.push(`${file.kind} ${"name" in file ? file.name : file.key}`);
    }
    return files.sort();
  };

  test("nothing has been kept yet", async () => {
    expect(await listed(createLocalStorage(root))).toEqual([]);
  });

  test("tells objects from what writes have left, and from what is none of ours", async () => {
    const storage = createLocalStorage(root);
    const draft = `posters/${id}.webp.${id}.draft`;
    await storage.put(video, text("film"));
    await storage.put(poster, text("webp"));
    await gather(storage, video, "half");
    for (const name of [`videos/${id}.mp4.part.json`, draft, "videos/notes.txt", "posters/x.part"])
      await nodeFs.writeFile(path.join(root, name), "");
    expect(await listed(storage)).toEqual([
      `draft ${draft}`,
      "foreign posters/x.part",
      "foreign videos/notes.txt",
      `object ${poster}`,
      `object ${video}`,
      `part videos/${id}.mp4.part`,
      `part videos/${id}.mp4.part.json`,
    ]);
  });

  test("what is discarded is gone, and only that", async () => {
    const storage = createLocalStorage(root);
    await storage.put(video, text("film"));
    await gather(storage, video, "half");
    for await (const file of storage.list()) {
      if (file.kind !== "part") continue;
      await storage.discard(file);
      await storage.discard(file);
    }
    expect(await listed(storage)).toEqual([`object ${video}`]);
  });

  test("what is in quarantine is the last of it, until a good one is committed or all is removed", async () => {
    const storage = createLocalStorage(root);
    const name = `unclaimed/${id}.bad.mp4`;
    const content = () => nodeFs.readFile(path.join(root, name), "utf8");
    await storage.put(video, text("first"));
    expect(await storage.quarantine(video)).toBe(name);
    await gather(storage, video, "second");
    expect(await storage.quarantine(video)).toBe(name);
    expect(await listed(storage)).toEqual([`unclaimed ${name}`]);
    expect(await content()).toBe("second");
    await gather(storage, video, "film");
    await storage.commit(video);
    expect(await listed(storage)).toEqual([`object ${video}`]);
    await storage.quarantine(video);
    await storage.remove(video);
    expect(await listed(storage)).toEqual([]);
  });

  test("what is set aside keeps its bytes and overwrites nothing", async () => {
    const storage = createLocalStorage(root);
    const asides: string[] = [];
    for (const film of ["first", "second"]) {
      await storage.put(video, text(film));
      asides.push(await storage.setAside(video));
    }
    expect(await storage.stat(video)).toBeNull();
    expect(await listed(storage)).toEqual(asides.map((name) => `unclaimed ${name}`).sort());
    const bodies = asides.map((name) => nodeFs.readFile(path.join(root, name), "utf8"));
    expect(await Promise.all(bodies)).toEqual(["first", "second"]);
  });
});

test("a committed object is handed out as a local file", async () => {
  const storage = createLocalStorage(root);
  expect(await faultOf(storage.localFile(video))).toBe("missing");
  await storage.put(video, text("film"));
  const file = await storage.localFile(video);
  expect(await nodeFs.readFile(file.path, "utf8")).toBe("film");
  await file.release();
  expect(await storage.stat(video)).not.toBeNull();
});

describe("reading", () => {
  const size = 600_000; // more than two chunks
  const content = Array.from({ length: size }, (_, i) => String.fromCharCode(97 + (i % 26))).join(
    "",
  );

  test.each([
    [0, size - 1],
    [0, 0],
    [size - 1, size - 1],
    [262_143, 262_144],
    [1000, 500_000],
  ])("bytes %i to %i", async (start, end) => {
    const storage = createLocalStorage(root);
    await storage.put(video, text(content));
    expect(await readText(storage.read(video, start, end))).toBe(content.slice(start, end + 1));
  });

  test("opens nothing before it is pulled, and fails as a storage error", async () => {
    const stream = createLocalStorage(root).read(video, 0, 9);
    expect(await faultOf(new Response(stream).text())).toBe("missing");
  });

  test("a file shorter than promised is an error, not a silent end", async () => {
    const storage = createLocalStorage(root);
    await storage.put(video, text("short"));
    expect(await faultOf(new Response(storage.read(video, 0, 99)).text())).toBe("broken");
  });

  test("may be abandoned at any moment", async () => {
    const storage = createLocalStorage(root);
    await storage.put(video, text(content));
    await storage.read(video, 0, size - 1).cancel();
    const reader = storage.read(video, 0, size - 1).getReader();
    await reader.read();
    await reader.cancel();
    expect((await reader.read()).done).toBe(true);
  });
});

/** A disk that notes renames and syncs by name. */
function recording(calls: string[]): Disk {
  return {
    ...nodeFs,
    open: async (file, flags, mode) => {
      const handle = await nodeFs.open(file, flags, mode);
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        calls.push(`sync ${path.basename(String(file))}`);
        await sync();
      };
      return handle;
    },
    rename: async (from, to) => {
      calls.push(`rename ${path.basename(String(to))}`);
      await nodeFs.rename(from, to);
    },
  };
}
