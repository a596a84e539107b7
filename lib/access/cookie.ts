import "server-only";
import { sessionLife } from "./accounts";

/** `__Host-`: set over https by this very host, for all of it, and by nobody else (RFC 6265bis, 4.1.3.2). */
export const sessionCookie = "__Host-rushes";

/** For Next's `cookies().set`. `lax`: a link from elsewhere leads in, a request of another page does not. */
export const sessionCookieOptions = {
  httpOnly: true,
  secure: true,
  sameSite: "lax",
  path: "/",
  maxAge: sessionLife / 1000,
} as const;

/** The session's token in a request's `Cookie` header; null when there is none, or more than one. */
export function tokenIn(headers: Headers): string | null {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const values = pairs
    .filter((pair) => pair.startsWith(`${sessionCookie}=`))
    .map((pair) => pair.slice(sessionCookie.length + 1));
  const [only] = values;
  return values.length === 1 && only ? only : null;
}
