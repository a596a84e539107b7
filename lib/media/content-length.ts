import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";
import { singleton } from "@/lib/singleton";

const responses = () =>
  singleton("content-length.responses", () => new AsyncLocalStorage<ServerResponse>());

/**
 * Lets route handlers announce how long a streamed answer is. Next drops `Content-Length` from the answers of route
 * handlers, and without it a browser shows no progress of a download and HEAD tells nothing. So each request's raw
 * response is remembered, through Node's public diagnostics channel. Call it once at the start; again does nothing.
 */
export function installContentLength(): void {
  singleton("content-length.installed", () => {
    subscribe("http.server.request.start", (message) => {
      const response = responseOf(message);
      if (response) responses().enterWith(response);
    });
    return true;
  });
}

/** Announces the length of the answer to the current request. Without `installContentLength` it is sent chunked. */
export function announceContentLength(bytes: number): void {
  const response = responses().getStore();
  if (response && !response.headersSent) response.setHeader("Content-Length", bytes);
}

function responseOf(message: unknown): ServerResponse | null {
  if (typeof message !== "object" || message === null || !("response" in message)) return null;
  return message.response instanceof ServerResponse ? message.response : null;
}
