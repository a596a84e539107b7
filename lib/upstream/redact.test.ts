import { expect, test } from "vitest";
import { redactor } from "./redact";

const key = 'k"e/y+secret';
const redact = redactor(key);

test.each([
  key,
  JSON.stringify({ message: key }),
  JSON.stringify(key).replaceAll("/", "\\/"),
  `https://api.example/?key=${encodeURIComponent(key)}`,
  `${key}${key}`,
])("the key goes from %s", (text) => {
  expect(redact(text)).not.toMatch(/secret/);
});

test.each([
  ["Authorization: Bearer abc.def-ghi", "Authorization: Bearer [redacted]"],
  ['{"authorization":"abcdef"}', '{"authorization":"[redacted]"}'],
  ["bearer abcdef0123456789 was refused", "bearer [redacted] was refused"],
  ["provided: sk-abcDEF0123", "provided: [redacted]"],
  [
    "see https://cdn.example/a.mp4?sign=abc&x=1 now",
    "see https://cdn.example/a.mp4?[redacted] now",
  ],
  ['{"url":"https:\\/\\/cdn.example\\/a?s=1"}', '{"url":"https:\\/\\/cdn.example\\/a?[redacted]"}'],
  ["at https://user:word@cdn.example/a", "at https://[redacted]@cdn.example/a"],
  ['{"image":"data:image/png;base64,AAAA+/=="}', '{"image":"data:[redacted]"}'],
])("%s becomes %s", (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test.each([
  '{"code":"invalid_size","message":"size must be 1280x720","data":null}',
  "risk-averse, ask-me-anything",
  "what? https://cdn.example/a.mp4 is fine",
  "the bearer of bad news",
])("%s stays", (text) => {
  expect(redact(text)).toBe(text);
});
