// Applies the migrations of the project at argv[3] to the SQLite file at argv[2]: a process that a test can kill.
import { applyMigrations } from "../../prisma/apply";
import { connect } from "../../prisma/connect";

const [file = "", root = ""] = process.argv.slice(2);
await applyMigrations(await connect(`file:${file}`), { root });
