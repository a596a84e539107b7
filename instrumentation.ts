/**
 * Runs once, before the first request. A fault here would leave a server that answers every request with a 500, so it
 * ends the process with the reason instead.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { boot } = await import("./lib/boot");
  await boot();
}
