/** Width of a text in pixels, in the font and size at hand. */
export type Measure = (text: string) => number;

const words = new Intl.Segmenter(["en", "zh"], { granularity: "word" });
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Splits into pieces that a line may end after. Punctuation stays with the word before it: no line begins with a comma. */
function pieces(text: string): string[] {
  const result: string[] = [];
  for (const { segment, isWordLike } of words.segment(text.replace(/\s+/g, " ").trim())) {
    const opens = /^[([{“‘「『《（【]$/.test(result.at(-1)?.slice(-1) ?? "");
    const closes = !isWordLike && segment !== " " && !/^[([{“‘「『《（【]/.test(segment);
    if (result.length > 0 && (closes || opens)) result[result.length - 1] += segment;
    else result.push(segment);
  }
  return result;
}

const fits = (measure: Measure, text: string, width: number) => measure(text.trimEnd()) <= width;

/** A word too long for a line is broken between characters. */
function breakUp(piece: string, measure: Measure, width: number): string[] {
  if (fits(measure, piece, width)) return [piece];
  return Array.from(graphemes.segment(piece), ({ segment }) => segment);
}

/** Breaks a text into lines no wider than `width`: between words in Latin script, between words or characters in Chinese. */
export function wrapText(text: string, measure: Measure, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text).flatMap((each) => breakUp(each, measure, width))) {
    if (line !== "" && !fits(measure, line + piece, width)) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line.trim() === "" ? lines : [...lines, line.trimEnd()];
}

/** The first lines of a text that is too long, the last one ending in an ellipsis. */
export function cutLines(lines: string[], most: number, measure: Measure, width: number): string[] {
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, Math.max(1, most));
  let last = kept.pop() ?? "";
  while (last !== "" && !fits(measure, `${last}…`, width)) last = last.slice(0, -1);
  return [...kept, `${last.trimEnd()}…`];
}

/** As `wrapText`, with lines of about the same length: no word is left alone on the last one. The number of lines stays. */
export function wrapEvenly(text: string, measure: Measure, width: number): string[] {
  let lines = wrapText(text, measure, width);
  for (let narrower = width * 0.96; narrower > width / 2; narrower -= width * 0.04) {
    const tried = wrapText(text, measure, narrower);
    if (tried.length > lines.length) break;
    lines = tried;
  }
  return lines;
}
