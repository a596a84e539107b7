import { once } from "node:events";
import { createServer } from "node:http";
import { setPagePolicy } from "./page-policy.mjs";
import { root, StepFailed } from "./prepare.mjs";
import { isForwarded, setSeenAddress } from "./seen-address.mjs";

/** More than the worker takes at most to finish what is under way (FAULTS 56). In ms. */
const exitDeadline = 9_000;

/**
 * Serves the built studio in this process until a signal ends it.
 * @param {{ host: string, port: number, origin?: string | null }} settings `origin`: where people sign in, if anywhere.
 * @returns the address, once it answers there.
 * @throws StepFailed when the port is taken.
 */
export async function serve({ host, port, origin = null }) {
  Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  const { default: next } = await import("next");
  const app = next({ dev: false, dir: root, hostname: host, port, quiet: true });
  let ready = () => {};
  const handler = new Promise((resolve) => {
    ready = resolve;
  });
  const server = createServer(async (request, response) => {
    if (origin === null && isForwarded(request)) return refuse(response);
    setSeenAddress(request);
    setPagePolicy(request, response);
    (await handler)(request, response);
  });

  // The port first: a second studio started by mistake must not get as far as its worker.
  await listen(server, { host, port });
  stopOnSignals(server, app);
  await app.prepare();
  ready(app.getRequestHandler());
  const address = addressOf(server);
  // What runs at boot may still be at it: the first answer comes when it is done.
  await fetch(`${address}/api/health`);
  return address;
}

function refuse(response) {
  response.writeHead(403, { "Content-Type": "text/plain" });
  response.end("This request came through a proxy. Set RUSHES_ORIGIN, so that people sign in.\n");
}

async function listen(server, { host, port }) {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    if (error.code !== "EADDRINUSE") throw error;
    throw new StepFailed(`Port ${port} is in use. Is Rushes running already? Else set PORT.`);
  }
}

function addressOf(server) {
  const { address, family, port } = server.address();
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

/** Takes nothing new and ends by itself when nothing is under way any more; at the deadline in any case. */
function stopOnSignals(server, app) {
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      console.log("Stopping ...");
      server.close(() => app.close());
      setTimeout(() => process.exit(0), exitDeadline).unref();
    });
  }
}
