// A neighbour that holds a database's write lock: `lock-holder.mjs <file> <ms>`. Says when it has it, and when it lets go.
import Database from "better-sqlite3";

const [file, ms] = process.argv.slice(2);
const database = new Database(file);
database.exec("BEGIN IMMEDIATE");
console.log("locked");
setTimeout(() => {
  console.log(performance.timeOrigin + performance.now());
  database.exec("COMMIT");
}, Number(ms));
