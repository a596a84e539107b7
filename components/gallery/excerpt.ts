/**
 * The beginning of a text on one line, for where a prompt of thousands of characters has no room.
 * @param longest in Unicode code points, the ellipsis included.
 */
export function excerpt(text: string, longest: number): string {
  const characters = [...text.trim().replace(/\s+/gu, " ")];
  if (characters.length <= longest) return characters.join("");
  return `${characters
    .slice(0, longest - 1)
    .join("")
    .trimEnd()}…`;
}
