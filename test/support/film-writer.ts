// A studio's writes without its worker: `film-writer.ts <database url> <media folder>` keeps one film after another, the
// file before the row, until it is killed; and tells on stdout of each that is kept.
import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { createDb } from "@/lib/db";
import { createLocalStorage } from "@/lib/storage/local";
import { keepFilm } from "./films";

const [url = "", media = ""] = process.argv.slice(2);
const studio = { db: createDb(url), storage: createLocalStorage(media), now: new Date() };
for (;;) writeSync(1, `${await keepFilm(studio, {}, randomBytes(20_000))}\n`);
