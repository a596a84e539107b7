/** Of the words in a name, in characters: short enough for every file system, with the rest. */
const longest = 60;

/**
 * What a film is called outside the studio, such as "2026-11-20 A red fox crosses the snow 89ab01234567.mp4": the day
 * (UTC), what it is, and the end of its id, so that no two are the same. Letters of any script stay; what a file
 * system, a shell or a spreadsheet could take for something else does not.
 */
export function filmFileName(film: {
  id: string;
  createdAt: Date;
  title: string | null;
  prompt: string;
}): string {
  const day = film.createdAt.toISOString().slice(0, 10);
  const words = wordsOf(film.title ?? film.prompt);
  const tail = film.id.slice(film.id.lastIndexOf("-") + 1);
  return `${[day, words, tail].filter((part) => part !== "").join(" ")}.mp4`;
}

function wordsOf(text: string): string {
  const plain = text
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}'’,_-]+/gu, " ")
    .trim();
  const characters = [...plain];
  if (characters.length <= longest) return plain;
  const cut = characters.slice(0, longest).join("");
  // Between two words, where there are words.
  const end = cut.lastIndexOf(" ");
  return end > longest / 2 ? cut.slice(0, end) : cut;
}
