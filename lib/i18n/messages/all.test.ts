import { createTranslator, type IntlError, IntlErrorCode } from "next-intl";
import { describe, expect, it } from "vitest";
import { failureKinds } from "@/lib/failure";
import { inputFaultCodes } from "@/lib/task/input";
import { type Charge, taskStatuses } from "@/lib/task/status";
import { attentions, imageFaultCodes } from "@/lib/task/view";
import { locales } from "../locale";
import { messages } from "./all";

type Tree = { [key: string]: string | Tree };

/** Every message with its path: "status.waiting". */
const leaves = (tree: Tree, at = ""): [path: string, text: string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${at}${key}`, value]] : leaves(value, `${at}${key}.`),
  );

describe.each(locales)("the messages in %s", (locale) => {
  const own = messages[locale];

  it("are well-formed", () => {
    const faults: string[] = [];
    const onError = ({ code, message }: IntlError) => {
      // Values are missing here on purpose.
      if (code !== IntlErrorCode.FORMATTING_ERROR) faults.push(message);
    };
    const t = createTranslator({ locale, messages: own, onError }) as (path: string) => string;
    for (const [path] of leaves(own)) t(path);
    expect(faults).toEqual([]);
  });

  it("know every word of the vocabulary", () => {
    const charges = ["held", "charged", "released", "uncertain"] satisfies Charge[];
    const words = (tree: object) => Object.keys(tree).sort();
    expect(words(own.status)).toEqual([...taskStatuses].sort());
    expect(words(own.failure)).toEqual([...failureKinds].sort());
    expect(words(own.attention)).toEqual([...attentions].sort());
    expect(words(own.input)).toEqual([...inputFaultCodes].sort());
    expect(words(own.image)).toEqual([...imageFaultCodes].sort());
    for (const tree of [own.charge.amount, own.charge.cost]) {
      expect(words(tree)).toEqual([...charges].sort());
    }
  });
});

it("nothing was left in English", () => {
  const chinese = new Map(leaves(messages.zh));
  const words = (text: string) => text.replace(/\{[^}]*\}/g, "").match(/[a-z]{5,}/gi) ?? [];
  const same = leaves(messages.en).filter(
    ([path, text]) => chinese.get(path) === text && words(text).length > 0,
  );
  expect(same.map(([path]) => path)).toEqual(["shell.title"]);
});
