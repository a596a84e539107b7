import "server-only";

/** Where `scripts/serve.mjs` writes the address that it has seen; a client cannot set it. */
const addressHeader = "x-rushes-address";

/** The address a request came from, as well as this machine knows it. */
export const addressOf = (headers: Headers): string => headers.get(addressHeader) ?? "unknown";
