import { fold } from "./fold";

/** A word that must occur; as the beginning of a longer one, too, where `prefix` says so. */
export interface Term {
  token: string;
  prefix: boolean;
}

/** Scripts that put no spaces between words: their texts are found by pairs of characters. */
const dense = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\u30fc]";
const runs = new RegExp(`${dense}+|(?:(?!${dense})[\\p{L}\\p{N}\\p{M}])+`, "gu");
const isDense = new RegExp(`^${dense}`, "u");

/** Longer words are cut on both sides: their beginning tells enough. In UTF-16 units. */
const longestWord = 40;
const mostTerms = 16;

/**
 * What a text is found by: words, and for Chinese, Japanese and Korean each character and each pair of neighbours,
 * because no word of theirs has an end that one could see. Each once, only letters and digits.
 */
export function tokensOf(...texts: (string | null)[]): string[] {
  const tokens = new Set<string>();
  for (const run of runsIn(texts.join("\n"))) {
    if (!isDense.test(run)) tokens.add(run.slice(0, longestWord));
    else for (const token of [...run, ...pairsOf(run)]) tokens.add(token);
  }
  return [...tokens];
}

/**
 * What a search asks for; all of it must occur. Words match from their beginning ("fox" finds "foxes"). Of a Chinese
 * word the pairs are asked for, of a single character itself. Empty when there is nothing that could be searched.
 */
export function termsOf(text: string): Term[] {
  const terms = runsIn(text).flatMap((run): Term[] => {
    if (!isDense.test(run)) return [{ token: run.slice(0, longestWord), prefix: true }];
    const pairs = pairsOf(run);
    return (pairs.length > 0 ? pairs : [run]).map((token) => ({ token, prefix: false }));
  });
  const unique = new Map(terms.map((term) => [`${term.token}${term.prefix}`, term]));
  return [...unique.values()].slice(0, mostTerms);
}

const runsIn = (text: string): string[] => fold(text).match(runs) ?? [];

/** "雨夜街" as 雨夜, 夜街. */
function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}
