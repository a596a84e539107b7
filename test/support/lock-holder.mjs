// A neighbour that holds a database's write lock: `lock-holder.mjs <file> <ms>`.
import Database from "better-sqlite3";

const [file, ms] = process.argv.slice(2);
const database = new Database(file);
database.exec("BEGIN IMMEDIATE");
console.log("locked");
setTimeout(() => database.exec("COMMIT"), Number(ms));
