const loopback = /^(?:127\.|::1$|::ffff:127\.)/;

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
  request.headers["x-rushes-address"] = (loopback.test(socket) && forwarded) || socket;
}
