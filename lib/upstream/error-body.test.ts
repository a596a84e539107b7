import { expect, test } from "vitest";
import { readErrorBody } from "./error-body";

const openAi = { error: { message: "no", type: "new_api_error", param: "", code: "Bad-Size" } };

// UPSTREAM "Errors": the forms in which bodies come.
test.each<[what: string, body: string | object, codes: string[], message: string]>([
  ["OpenAI's form", openAi, ["bad_size", "new_api_error"], "no"],
  ["a flat form", { code: "x", message: "no", data: null }, ["x"], "no"],
  ["a number as code", { code: 1001, message: "no" }, ["1001"], "no"],
  [
    "a message that is the JSON of another error",
    { code: "outer", message: JSON.stringify(openAi), data: null },
    ["outer", "bad_size", "new_api_error"],
    "no",
  ],
  ["an error that is a string", { error: "no" }, [], "no"],
  [
    "an error that is the JSON of another",
    { error: JSON.stringify(openAi) },
    ["bad_size", "new_api_error"],
    "no",
  ],
  ["a message beside an error", { message: "outside", error: { message: "inside" } }, [], "inside"],
  ["an error without words", { error: { code: "x" }, message: "outside" }, ["x"], "outside"],
  ["JSON of nothing", {}, [], ""],
  ["JSON of another kind", "[1]", [], ""],
  [
    "a page",
    "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>",
    [],
    "502 Bad Gateway",
  ],
  ["plain words", " not found\n", [], "not found"],
  ["half of the JSON", '{"error":{"mess', [], '{"error":{"mess'],
  ["nothing", "", [], ""],
])("%s", (_, body, codes, message) => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  expect(readErrorBody(text)).toEqual({ codes, message });
});

test("errors nested without end are read so far and no farther", () => {
  let text = "deep";
  for (let depth = 0; depth < 12; depth++) text = JSON.stringify({ code: "x", message: text });
  expect(readErrorBody(text).codes.length).toBeLessThan(6);
});
