import { isIP } from "node:net";

const loopback = /^(?:127\.|::1$|::ffff:127\.)/;

const marks = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-real-ip",
  "via",
  "cf-connecting-ip",
];

/**
 * Whether a request has come through a proxy. To a studio that asks nobody who he is, none may lead: the proxy's own
 * address would make everybody its owner. Not every proxy tells, so the README warns as well.
 * @param {import("node:http").IncomingMessage} request
 */
export const isForwarded = ({ headers }) => marks.some((mark) => headers[mark] !== undefined);

/**
 * Notes on the request where it comes from, for counting wrong passwords by address (`lib/access/address.ts`). A proxy
 * on this very machine is believed, and only about the last hop: what stands before it anybody can write.
 * @param {import("node:http").IncomingMessage} request
 */
export function setSeenAddress(request) {
  const socket = request.socket.remoteAddress ?? "unknown";
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  const isProxied = loopback.test(socket) && forwarded !== undefined && isIP(forwarded) !== 0;
  request.headers["x-rushes-address"] = isProxied ? forwarded : socket;
}
