import { randomBytes } from "node:crypto";

/**
 * What a page of the studio may load and run (CSP level 3, "strict" form): only scripts that this answer names by its
 * nonce and what those load themselves. Styles may stand in the page, because React writes them as attributes and they
 * run nothing. `blob:` is what the browser itself makes: frames of a film, an image that is being given.
 * @param {string} nonce fresh for every answer
 */
export const pagePolicy = (nonce) =>
  [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** Films and pictures bring a stricter policy of their own; what was built is not a page. */
const notPages = /^\/(?:media|_next\/static)\//;

/**
 * Gives an answer its policy and tells Next the nonce, which it reads from the policy on the *request* and puts on
 * every script it writes. Here rather than in a proxy: see DECISIONS, "No proxy".
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
export function setPagePolicy(request, response) {
  // Whatever a client sends under these names is not ours.
  delete request.headers["content-security-policy-report-only"];
  delete request.headers["content-security-policy"];
  delete request.headers["x-nonce"];
  if (notPages.test(request.url ?? "")) return;
  const nonce = randomBytes(16).toString("base64");
  const policy = pagePolicy(nonce);
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  response.setHeader("Content-Security-Policy", policy);
}
