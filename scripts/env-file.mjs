import { existsSync } from "node:fs";

/** Reads `.env` of the project into process.env, where there is one; what is set already wins. */
export function loadEnvFile(file = ".env") {
  if (existsSync(file)) process.loadEnvFile(file);
}
