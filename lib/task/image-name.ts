/** In code points: more says nothing. */
const longest = 120;

/**
 * What is kept of a file's own name: to be shown as text, never to be a path. No folders, no control characters,
 * nothing that turns the direction of writing or cannot be seen.
 */
export function harmlessName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const seen = last
    .normalize("NFC")
    .replace(/[\p{Zs}\p{Zl}\p{Zp}\t\n\r]+/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}]/gu, "")
    .trim();
  return /^\.*$/.test(seen) ? "" : [...seen].slice(0, longest).join("").trimEnd();
}
