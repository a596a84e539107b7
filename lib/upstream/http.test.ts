import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { closedPort, cutAfter, serve, serveSockets } from "@/test/support/wire";
import { type HttpOptions, httpTransport } from "./http";
import { type HttpAnswer, TransportError } from "./transport";

const forever = () => new AbortController().signal;
const post = (url: string, body: BodyInit = "{}") => new Request(url, { method: "POST", body });

const send = (url: string, signal = forever(), options: HttpOptions = {}): Promise<HttpAnswer> =>
  httpTransport(options)(post(url), signal);

async function broken(sending: Promise<HttpAnswer>): Promise<TransportError> {
  const error = await sending.then(
    () => new Error("an answer came"),
    (reason: unknown) => reason,
  );
  if (error instanceof TransportError) return error;
  throw error;
}

const textOf = async ({ body }: HttpAnswer) => new Response(body).text();

test("an answer comes as it was sent", async () => {
  const server = await serve((_, response) => {
    response.writeHead(201, { "x-request-id": "abc", "set-cookie": ["a=1", "b=2"] });
    response.end("hello");
  });
  const answer = await send(`${server.origin}/v1/videos?x=1`);
  expect(answer.status).toBe(201);
  expect(answer.headers.get("x-request-id")).toBe("abc");
  expect(await textOf(answer)).toBe("hello");
  expect(server.heard).toMatchObject([
    {
      method: "POST",
      url: "/v1/videos?x=1",
      body: "{}",
      headers: { connection: "close", "content-length": "2" },
    },
  ]);
});

test("a form arrives whole, with its length", async () => {
  const server = await serve((_, response) => response.end());
  const form = new FormData();
  form.set("prompt", "纸船");
  form.set("input_reference", new Blob([new Uint8Array(300_000)], { type: "image/png" }), "a.png");
  await httpTransport()(post(server.origin, form), forever());
  const [heard] = server.heard;
  expect(heard?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  expect(Number(heard?.headers["content-length"])).toBe(heard?.body.length);
  expect(heard?.body.length).toBeGreaterThan(300_000);
});

test("two requests never share a connection", async () => {
  const connections = new Set<unknown>();
  const server = await serve((_, response) => {
    connections.add(response.socket);
    response.end("x");
  });
  for (const _ of [1, 2]) await textOf(await send(server.origin));
  expect(connections.size).toBe(2);
});

test.each([301, 302, 303, 307, 308])(
  "a redirect (%i) is an answer, and is not followed",
  async (status) => {
    const server = await serve((_, response) => {
      response.writeHead(status, { location: "/elsewhere" }).end();
    });
    expect((await send(server.origin)).status).toBe(status);
    expect(server.heard).toHaveLength(1);
  },
);

test("a 421 is not repeated on another connection", async () => {
  const server = await serve((_, response) => response.writeHead(421).end());
  expect((await send(server.origin)).status).toBe(421);
  expect(server.heard).toHaveLength(1);
});

test("a header that the web does not know is left out, the others stay", async () => {
  const server = await serveSockets((socket) =>
    socket.end(
      "HTTP/1.1 200 OK\r\nx-note: \xe7\xba\xb8\r\nx-request-id: r1\r\ncontent-length: 2\r\n\r\nok",
    ),
  );
  const answer = await send(`http://127.0.0.1:${server.port}`);
  expect(answer.headers.get("x-request-id")).toBe("r1");
  expect(await textOf(answer)).toBe("ok");
});

// FAULTS 1 and 2: nothing was sent, and that is certain.
test("a refused connection", async () => {
  expect(await broken(send(`http://127.0.0.1:${await closedPort()}`))).toMatchObject({
    sent: false,
  });
});

test("a name that does not resolve", async () => {
  const error = await broken(send("https://nowhere.invalid"));
  expect(error.sent).toBe(false);
});

test("a port that does not speak TLS", async () => {
  const server = await serveSockets((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  const error = await broken(send(`https://127.0.0.1:${server.port}`));
  expect(error.sent).toBe(false);
  expect(server.received.join()).not.toContain("POST");
});

test("a connection that is cut during the TLS handshake", async () => {
  const server = await serveSockets((socket) => socket.destroy());
  expect(await broken(send(`https://127.0.0.1:${server.port}`))).toMatchObject({ sent: false });
});

test("a connection that takes too long", async () => {
  const lookup = () => {}; // never answers
  const error = await broken(send("http://slow.test", forever(), { connectMs: 20, lookup }));
  expect(error.sent).toBe(false);
});

test("a signal that has fired before", async () => {
  const server = await serve((_, response) => response.end());
  expect(await broken(send(server.origin, AbortSignal.abort()))).toMatchObject({ sent: false });
  expect(server.heard).toEqual([]);
});

test("a signal that fires while connecting: nothing is sent afterwards", async () => {
  const server = await serve((_, response) => response.end());
  const stop = new AbortController();
  let resolved = () => {};
  const sending = send(server.origin.replace("127.0.0.1", "slow.test"), stop.signal, {
    lookup: (_name, _options, callback) => {
      resolved = () => callback(null, [{ address: "127.0.0.1", family: 4 }]);
      stop.abort();
    },
  });
  expect(await broken(sending)).toMatchObject({ sent: false });
  resolved();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(server.heard).toEqual([]);
});

// FAULTS 3 and 4: it may have been read, so it counts as sent, and it was written once.
test.each<[what: string, reaction: (socket: Socket) => void]>([
  ["a reset before the answer", (socket) => socket.resetAndDestroy()],
  ["a close before the answer", (socket) => socket.end()],
  ["half a head", (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-ty")],
  ["an answer that is no HTTP", (socket) => socket.end("220 smtp.example ready\r\n")],
  ["a head without end", (socket) => socket.end(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(99_999)}`)],
  [
    "another protocol",
    (socket) =>
      socket.write("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
  ],
])("%s", async (_, reaction) => {
  const server = await serveSockets(reaction);
  expect(await broken(send(`http://127.0.0.1:${server.port}`))).toMatchObject({ sent: true });
  expect(server.received.filter((text) => text.includes("POST"))).toHaveLength(1);
});

test("a signal that fires while the answer is awaited", async () => {
  const stop = new AbortController();
  const server = await serve(() => stop.abort(new Error("enough")));
  const error = await broken(send(server.origin, stop.signal));
  expect(error).toMatchObject({ sent: true, cause: { message: "enough" } });
});

test("a body that breaks midway breaks the stream, not the process", async () => {
  const server = await serve((_, response) => {
    cutAfter(response.writeHead(200, { "content-length": "100" }), "begun");
  });
  const answer = await send(server.origin);
  await new Promise((resolve) => setTimeout(resolve, 60)); // nobody reads while it breaks
  await expect(textOf(answer)).rejects.toThrow();
});

test("what came before a break is handed out before the break is told (FAULTS 35)", async () => {
  const server = await serve((_, response) => {
    cutAfter(response.writeHead(200, { "content-length": "100" }), "begun");
  });
  const { body } = await send(server.origin);
  await new Promise((resolve) => setTimeout(resolve, 60)); // nobody reads while it breaks
  const reader = body?.getReader();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("begun");
  await expect(reader?.read()).rejects.toThrow();
});

test("a body can be canceled while it stalls", async () => {
  let closed = () => {};
  const gone = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const server = await serve((_, response) => {
    response.on("close", closed);
    response.writeHead(200).write("begun");
  });
  const { body } = await send(server.origin);
  const reader = body?.getReader();
  await reader?.read();
  const pending = reader?.read();
  await reader?.cancel();
  expect(await pending).toMatchObject({ done: true });
  await gone;
});

test("a body that is whole before anybody reads it stays readable, and the process alive", async () => {
  const film = "x".repeat(1_000_000);
  const server = await serveSockets((socket) => {
    const head = `HTTP/1.1 200 OK\r\ncontent-length: ${film.length}\r\nconnection: close\r\n\r\n`;
    socket.end(head + film);
  });
  const answer = await send(`http://127.0.0.1:${server.port}`);
  await new Promise((resolve) => setTimeout(resolve, 100)); // the other side has long closed
  expect((await textOf(answer)).length).toBe(film.length);
});

test("a request that may not start any more is withdrawn once the connection stands (FAULTS 20)", async () => {
  const server = await serve((_, response) => response.end());
  const request = new Request(server.origin, { method: "POST", body: "paid" });
  const sending = httpTransport()(request, new AbortController().signal, () => false);
  expect(await broken(sending)).toMatchObject({ sent: false });
  expect(server.heard).toEqual([]);
});
