// Migrates the configured database by hand; the app does the same at boot.
// With --status it only tells what is pending, and fails when something is.
import { readEnv } from "@/lib/env";
import { loadEnvFile } from "../scripts/env-file.mjs";
import { applyMigrations } from "./apply";
import { connect } from "./connect";

loadEnvFile();
const dryRun = process.argv.includes("--status");
const connection = await connect(readEnv(process.env).databaseUrl);
const names = await applyMigrations(connection, { dryRun }).finally(() => connection.close());

if (names.length === 0) console.log("The database is up to date.");
else console.log(`${dryRun ? "Pending" : "Applied"}: ${names.join(", ")}`);
if (dryRun && names.length > 0) process.exitCode = 1;
