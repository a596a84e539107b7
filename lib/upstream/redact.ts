/** Makes a text from upstream fit to be kept and shown. */
export type Redact = (text: string) => string;

const mask = "[redacted]";

/** What must not be kept whoever it belongs to: keys, signatures, files. */
const rules: [pattern: RegExp, replacement: string][] = [
  [/\bdata:[\w.+-]+\/[\w.+-]+[;,][^\s"'<>\\]*/gi, `data:${mask}`],
  [/\b(https?:\\?\/\\?\/)[^\s"'<>/\\@]+@/gi, `$1${mask}@`],
  [/\b(https?:\\?\/\\?\/[^\s"'<>?#]*)\?[^\s"'<>]*/gi, `$1?${mask}`],
  [/\b(bearer\s+)[\w.~+/=-]{6,}/gi, `$1${mask}`],
  [/(authorization["']?\s*[:=]\s*["']?(?:bearer\s+)?)(?!bearer\b)[^\s"',}]+/gi, `$1${mask}`],
  [/\bsk-[\w-]{6,}/g, mask],
];

/**
 * @param key the channel's API key: it goes whatever it looks like, in every spelling that an answer may echo it in.
 */
export function redactor(key: string): Redact {
  const inJson = JSON.stringify(key).slice(1, -1);
  const spellings = [key, inJson, inJson.replaceAll("/", "\\/"), encodeURIComponent(key)];
  return (text) => {
    const withoutKey = spellings.reduce((rest, spelling) => rest.replaceAll(spelling, mask), text);
    return rules.reduce(
      (rest, [pattern, replacement]) => rest.replace(pattern, replacement),
      withoutKey,
    );
  };
}
