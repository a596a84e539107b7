"use server";

import { z } from "zod";
import { guarded } from "@/lib/access/action";
import { purgeTrashed } from "@/lib/care/purge";
import { systemClock } from "@/lib/clock";
import { db } from "@/lib/db";
import { tagName } from "@/lib/library/query";
import { selected } from "@/lib/library/selection";
import { readSelection, type SelectionInput } from "@/lib/library/selection-input";
import { err, ok, type Result } from "@/lib/result";
import { indexMissing } from "@/lib/search/entries";
import { storage } from "@/lib/storage/select";
import * as store from "@/lib/task/organise";
import type { ActionFailure } from "./failure";

/** What became of a selection. */
export interface Organised {
  changed: number;
  /** Already as asked, gone by now, or (for the trash) still being made. */
  skipped: number;
}
type Outcome = Promise<Result<Organised, ActionFailure>>;

const malformed = err({ kind: "malformed" as const });

/** Does something to everything selected, a few at a time: each few are done or not done as a whole. */
async function toSelected(
  name: string,
  input: SelectionInput,
  change: (ids: string[]) => Promise<number>,
): Outcome {
  return guarded(name, async () => {
    const selection = await readSelection(db(), input);
    if (!selection) return malformed;
    const organised = { changed: 0, skipped: 0 };
    for await (const ids of selected(db(), selection)) {
      const changed = await change(ids);
      organised.changed += changed;
      organised.skipped += ids.length - changed;
    }
    return ok(organised);
  });
}

export async function setFavourite(selection: SelectionInput, favourite: boolean): Outcome {
  return toSelected("setFavourite", selection, (ids) =>
    store.setFavourite(db(), ids, favourite === true),
  );
}

/** Moves to the trash what is not being made any more; the rest is skipped. */
export async function trash(selection: SelectionInput): Outcome {
  return toSelected("trash", selection, (ids) => store.trash(db(), ids, systemClock.now()));
}

/** Takes out of the trash again. */
export async function restore(selection: SelectionInput): Outcome {
  return toSelected("restore", selection, (ids) => store.restore(db(), ids));
}

export async function addTag(selection: SelectionInput, name: string): Outcome {
  const tag = tagName(String(name));
  if (tag === null) return malformed;
  return toSelected("addTag", selection, (ids) => store.addTag(db(), ids, tag, systemClock.now()));
}

export async function removeTag(selection: SelectionInput, name: string): Outcome {
  return toSelected("removeTag", selection, (ids) => store.removeTag(db(), ids, String(name)));
}

/** Renames a tag wherever it is; onto another's name, the two become one. */
export async function renameTag(from: string, to: string): Promise<Result<null, ActionFailure>> {
  return guarded("renameTag", async () => {
    const name = tagName(String(to));
    if (name === null) return malformed;
    return indexed(await store.renameTag(db(), String(from), name));
  });
}

/** Takes a tag off everything. */
export async function deleteTag(name: string): Promise<Result<null, ActionFailure>> {
  return guarded("deleteTag", async () => indexed(await store.deleteTag(db(), String(name))));
}

/** Whatever had the tag is found again, by what it is now. */
async function indexed(found: boolean): Promise<Result<null, ActionFailure>> {
  if (!found) return err({ kind: "notFound" });
  await indexMissing(db());
  return ok(null);
}

const longestTitle = 200;

/** Names a film; nothing, or blanks, takes the name away. */
export async function setTitle(id: string, title: string): Promise<Result<null, ActionFailure>> {
  return guarded("setTitle", async () => {
    const task = z.uuid().safeParse(id);
    const name = String(title).normalize("NFC").replace(/\s+/gu, " ").trim();
    if (name.length > longestTitle) return malformed;
    const done = task.success && (await store.setTitle(db(), task.data, name || null));
    return done ? ok(null) : err({ kind: "notFound" });
  });
}

/** Removes everything in the trash for good. What it cost stays in the books. */
export async function emptyTrash(): Promise<Result<{ removed: number }, ActionFailure>> {
  return guarded("emptyTrash", async () => {
    const now = systemClock.now();
    return ok({ removed: await purgeTrashed({ db: db(), storage: storage(), now }, now) });
  });
}
