import "server-only";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { GlobalFonts } from "@napi-rs/canvas";
import { z } from "zod";

/**
 * The typefaces of the films, in order of preference: those that ship as packages, each cut into files by Unicode
 * range. One that is not installed is passed over.
 */
const packages = ["@fontsource-variable/inter", "@fontsource-variable/noto-sans-sc"];

/** What Debian, macOS and Windows call theirs: only asked for Chinese and Japanese that no package has. */
const systemFamilies = [
  "Noto Sans CJK SC",
  "Source Han Sans SC",
  "WenQuanYi Micro Hei",
  "PingFang SC",
  "Hiragino Sans GB",
  "Microsoft YaHei",
];

const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

interface FontFile {
  family: string;
  file: string;
  covers: (codePoint: number) => boolean;
}

/** Reads "U+0000-00FF,U+0131". */
export function parseUnicodeRanges(text: string): (codePoint: number) => boolean {
  const ranges = text.split(",").map((range) => {
    const [from = "", to = from] = range.trim().replace(/^U\+/i, "").split("-");
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
  return (codePoint) => ranges.some(([from, to]) => from <= codePoint && codePoint <= to);
}

function filesOf(packageName: string): FontFile[] {
  const folder = path.resolve("node_modules", packageName);
  const index = path.join(folder, "unicode.json");
  if (!existsSync(index)) return [];
  const subsets = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(index, "utf8")));
  const name = path.basename(packageName);
  return Object.entries(subsets).map(([key, ranges]) => {
    const subset = key.replace(/^\[|\]$/g, "");
    return {
      family: `${name}-${subset}`,
      file: path.join(folder, "files", `${name}-${subset}-wght-normal.woff2`),
      covers: parseUnicodeRanges(ranges),
    };
  });
}

export interface Typeface {
  /** A CSS list of families that together draw the text. */
  families: string;
  /** The text without what no font here can draw: such characters are replaced by a middle dot. */
  drawable: string;
}

/** Loads the fonts that a text needs, and only those: Chinese comes in a hundred files. */
export function typefaceFor(text: string): Typeface {
  const wanted = new Set(
    Array.from(`${text} SANDBOX 0123456789:·…`, (character) => character.codePointAt(0) ?? 0),
  );
  const families: string[] = [];
  for (const font of packages.flatMap(filesOf)) {
    const covered = [...wanted].filter(font.covers);
    if (covered.length === 0 || !existsSync(font.file)) continue;
    GlobalFonts.registerFromPath(font.file, font.family);
    families.push(font.family);
    for (const codePoint of covered) wanted.delete(codePoint);
  }
  const system = systemFamilies.filter((family) => GlobalFonts.has(family));
  const drawable = (character: string) =>
    !wanted.has(character.codePointAt(0) ?? 0) ||
    /\s/.test(character) ||
    (system.length > 0 && cjk.test(character));
  return {
    families: [...families, ...system].map((family) => `"${family}"`).join(", "),
    drawable: Array.from(text, (character) => (drawable(character) ? character : "·")).join(""),
  };
}
