// Checks what the operator has set before anything is built or served, and prints what the server needs of it.
import { CatalogueError, catalogue } from "@/lib/catalogue/load";
import { EnvError, env } from "@/lib/env";

try {
  const { host, port, mode, publicOrigin } = env();
  catalogue();
  console.log(JSON.stringify({ host, port, mode, origin: publicOrigin?.origin ?? null }));
} catch (error) {
  if (!(error instanceof EnvError || error instanceof CatalogueError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
