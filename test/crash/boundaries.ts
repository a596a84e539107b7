import * as nodeFs from "node:fs/promises";
import type { Db, Tx } from "@/lib/db";
import type { Storage } from "@/lib/storage/contract";
import { createLocalStorage, type Disk } from "@/lib/storage/local";
import type { FetchOutcome, Upstream } from "@/lib/upstream/contract";
import type { WorkerDeps } from "@/lib/worker/deps";

/**
 * Every place in a task's life where a crash would leave something half-done, in the order in which one task passes
 * them, and how the task must end all the same: once its intent is committed and until its id is, it is nobody's to
 * send again, so whether there is a film depends on whether there is a job to adopt.
 */
export const boundaries = {
  "before the claim": "completed",
  "after the claim": "completed",
  "before submitting is committed": "completed",
  "after submitting is committed": "unconfirmed",
  "after the lease is renewed": "unconfirmed",
  "before the first byte of the create": "unconfirmed",
  "while the create is on the wire": "adopted",
  "after the create is answered": "adopted",
  "before queued is committed": "adopted",
  "after queued is committed": "completed",
  "after a place in the window is taken": "completed",
  "after a poll is answered": "completed",
  "before archiving is committed": "completed",
  "after archiving is committed": "completed",
  "after the film is opened": "completed",
  "after a piece of the film came": "completed",
  "before the film is stored": "completed",
  "before the film is renamed": "completed",
  "after the film is renamed": "completed",
  "after the film is stored": "completed",
  "before completed is committed": "completed",
  "after completed is committed": "completed",
  "before the poster is stored": "completed",
  "before the poster is renamed": "completed",
  "after the poster is renamed": "completed",
  "after the poster is stored": "completed",
  "before the poster's row is committed": "completed",
  "after the poster's row is committed": "completed",
} as const satisfies Record<string, "completed" | "unconfirmed" | "adopted">;

export type Boundary = keyof typeof boundaries;
export const boundaryNames = Object.keys(boundaries).filter(isBoundary);

export function isBoundary(name: string): name is Boundary {
  return Object.hasOwn(boundaries, name);
}

/** Told of every boundary as it is passed, known to the table or not. */
type Passing = (name: string) => void;

/** The worker's world, with every boundary told. Nothing in it behaves otherwise. */
export function watched(deps: WorkerDeps, mediaFolder: string, passing: Passing): WorkerDeps {
  return {
    ...deps,
    db: watchDb(deps.db, passing),
    storage: watchStorage(createLocalStorage(mediaFolder, watchDisk(passing)), passing),
    upstreamFor: (task) => watchUpstream(deps.upstreamFor(task), passing),
  };
}

/** Claims and renewals are single writes; everything else that a step writes is a transaction. */
function watchDb(db: Db, passing: Passing): Db {
  const transaction = async (work: (tx: Tx) => Promise<unknown>) => {
    const written = { what: "a place in the window is taken" };
    const result = await db.$transaction(async (tx) => {
      const inner = await work(watchTx(tx, written));
      passing(`before ${written.what}`);
      return inner;
    });
    passing(`after ${written.what}`);
    return result;
  };
  const updateMany = async (args: Parameters<Db["task"]["updateMany"]>[0]) => {
    const what = args.data.leaseToken ? "the claim" : "the lease is renewed";
    passing(`before ${what}`);
    const result = await db.task.updateMany(args);
    passing(`after ${what}`);
    return result;
  };
  const task = new Proxy(db.task, {
    get: (own, name) => (name === "updateMany" ? updateMany : Reflect.get(own, name)),
  });
  const replaced = new Map<string | symbol, unknown>(
    Object.entries({ task, $transaction: transaction }),
  );
  return new Proxy(db, { get: (own, name) => replaced.get(name) ?? Reflect.get(own, name) });
}

/** Notes what a transaction writes: that is what it is called. */
function watchTx(tx: Tx, written: { what: string }): Tx {
  const task = new Proxy(tx.task, {
    get: (own, name) =>
      name === "updateMany"
        ? (args: Parameters<Tx["task"]["updateMany"]>[0]) => {
            const { status } = args.data;
            if (typeof status === "string") written.what = `${status} is committed`;
            return own.updateMany(args);
          }
        : Reflect.get(own, name),
  });
  const video = new Proxy(tx.video, {
    get: (own, name) => {
      if (name === "update") written.what = "the poster's row is committed";
      return Reflect.get(own, name);
    },
  });
  const replaced = new Map<string | symbol, unknown>(Object.entries({ task, video }));
  return new Proxy(tx, { get: (own, name) => replaced.get(name) ?? Reflect.get(own, name) });
}

function watchUpstream(upstream: Upstream, passing: Passing): Upstream {
  return {
    ...upstream,
    async create(request, signal, mayStart = () => true) {
      const outcome = await upstream.create(request, signal, () => {
        passing("before the first byte of the create");
        // By then the bytes are the kernel's, and reach upstream whatever becomes of this process.
        setTimeout(() => passing("while the create is on the wire"), 1);
        return mayStart();
      });
      passing("after the create is answered");
      return outcome;
    },
    async poll(upstreamId, signal) {
      const outcome = await upstream.poll(upstreamId, signal);
      passing("after a poll is answered");
      return outcome;
    },
    async fetch(request, signal) {
      const outcome = await upstream.fetch(request, signal);
      passing("after the film is opened");
      return outcome.outcome === "opened" ? watchBody(outcome, passing) : outcome;
    },
  };
}

function watchBody(
  opened: Extract<FetchOutcome, { outcome: "opened" }>,
  passing: Passing,
): FetchOutcome {
  let pieces = 0;
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      // The first is on the disk, or about to be, when the second comes.
      if (++pieces === 2) passing("after a piece of the film came");
      controller.enqueue(piece);
    },
  });
  return { ...opened, body: opened.body.pipeThrough(watch) };
}

function watchStorage(storage: Storage, passing: Passing): Storage {
  return {
    ...storage,
    async commit(key) {
      passing("before the film is stored");
      await storage.commit(key);
      passing("after the film is stored");
    },
    async put(key, bytes) {
      passing("before the poster is stored");
      await storage.put(key, bytes);
      passing("after the poster is stored");
    },
  };
}

const watchDisk = (passing: Passing): Disk => ({
  ...nodeFs,
  async rename(from, to) {
    const what = String(to).endsWith(".mp4") ? "the film" : "the poster";
    passing(`before ${what} is renamed`);
    await nodeFs.rename(from, to);
    passing(`after ${what} is renamed`);
  },
});
