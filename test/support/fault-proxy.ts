import net from "node:net";
import { onTestFinished } from "vitest";

/** How one connection breaks. Counted in bytes on the wire, heads included. */
export interface WireFault {
  /** What the request begins with; anything when absent. */
  on?: RegExp;
  /** How often; 1 when absent. */
  times?: number;
  /** Breaks when so much of the request has come: nothing of it reaches the upstream. */
  requestBytes?: number;
  /** Breaks when so much of the answer was passed on: the upstream has done its work. */
  answerBytes?: number;
  /** A reset, an orderly end, or silence. */
  how: "reset" | "end" | "stall";
}

/** Stands before an HTTP server, passes everything on, and breaks connections on demand. */
export interface FaultProxy {
  origin: string;
  /** Used up from the front. */
  faults: WireFault[];
  /** While it holds, no answer is passed on. */
  hold(): () => void;
  /** From now on connections are refused. */
  shut(): Promise<void>;
  /** On the same port as before. */
  open(): Promise<void>;
}

export async function faultProxy(target: string): Promise<FaultProxy> {
  const faults: WireFault[] = [];
  const sockets = new Set<net.Socket>();
  let gate = Promise.resolve();
  const server = net.createServer((client) => {
    const { port, hostname } = new URL(target);
    const upstream = net.connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
    }
    pass(client, upstream, faults, () => gate);
  });
  let port = 0;
  const open = async () => {
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    const address = server.address();
    if (typeof address === "object" && address) port = address.port;
  };
  const shut = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await open();
  onTestFinished(shut);
  return {
    origin: `http://127.0.0.1:${port}`,
    faults,
    hold() {
      let release = () => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    shut,
    open,
  };
}

/** One connection is one request: the studio opens a new one for each (DECISIONS 9). */
function pass(
  client: net.Socket,
  upstream: net.Socket,
  faults: WireFault[],
  gate: () => Promise<void>,
): void {
  let fault: WireFault | undefined;
  let asked = 0;
  let answered = 0;
  let broken = false;
  const breakOff = () => {
    broken = true;
    if (fault?.how === "reset") client.resetAndDestroy();
    if (fault?.how === "end") client.end();
    upstream.destroy();
  };
  client.on("data", (chunk) => {
    if (asked === 0) fault = take(faults, chunk.toString("latin1"));
    asked += chunk.length;
    if (fault?.requestBytes === undefined) upstream.write(chunk);
    else if (asked >= fault.requestBytes) breakOff();
  });
  client.on("close", () => upstream.destroy());
  const passOn = async (chunk: Buffer) => {
    await gate();
    const room = (fault?.answerBytes ?? Number.POSITIVE_INFINITY) - answered;
    answered += chunk.length;
    if (broken) return;
    await new Promise((written) => client.write(chunk.subarray(0, room), written));
    if (room <= chunk.length) breakOff();
  };
  let passed = Promise.resolve();
  upstream.on("data", (chunk) => {
    passed = passed.then(() => passOn(chunk));
  });
  // Its end overtakes what is held back.
  upstream.on("end", () => passed.then(() => broken || client.end()));
}

function take(faults: WireFault[], head: string): WireFault | undefined {
  const fault = faults.find(({ on }) => !on || on.test(head));
  if (!fault) return undefined;
  fault.times = (fault.times ?? 1) - 1;
  if (fault.times === 0) faults.splice(faults.indexOf(fault), 1);
  return fault;
}
