import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

describe("messages", () => {
  const [en, zh] = ["en", "zh"].map(messagesOf) as [Map<string, string>, Map<string, string>];

  test("exist in both languages", () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    expect(en.size).toBeGreaterThan(50);
  });

  // A plural may be spelled out in one language and need no number in the other.
  test("ask for the same values in both languages", () => {
    const different = [...en].filter(([key, english]) => {
      const chinese = zh.get(key) ?? "";
      return !contains(chinese, needs(english)) || !contains(english, needs(chinese));
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });
});

/** Every message by file and key, e.g. "composer.prompt.label". */
function messagesOf(locale: string): Map<string, string> {
  const folder = path.join(import.meta.dirname, "messages", locale);
  return new Map(
    readdirSync(folder).flatMap((file) =>
      leaves(
        path.basename(file, ".json"),
        JSON.parse(readFileSync(path.join(folder, file), "utf8")),
      ),
    ),
  );
}

function leaves(key: string, value: unknown): [string, string][] {
  if (typeof value === "string") return [[key, value]];
  return Object.entries(value as object).flatMap(([name, inner]) =>
    leaves(`${key}.${name}`, inner),
  );
}

/** The values and tags that a message shows, whatever the numbers are. */
function needs(message: string): string[] {
  return [...message.matchAll(/\{\s*(\w+)\s*(?:\}|,\s*(?:number|date|time))|<(\w+)>/g)].map(
    ([, value, tag]) => value ?? tag ?? "",
  );
}

function contains(message: string, names: string[]): boolean {
  return names.every((name) => new RegExp(`[{<]\\s*${name}\\b`).test(message));
}
