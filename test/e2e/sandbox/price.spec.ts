import { expect, test } from "../support/shared-studio";
import { compose, generateButton, type Wish } from "../support/studio-page";

const official = { channel: "Sora 2 Official" };
const async = { channel: "Sora 2 Async" };
const pro = { ...official, model: "Sora 2 Pro" };

/** Some cells of the price table in UPSTREAM section 1, and takes on top. */
// The async channel's price is one that API Yi's pages disagree on.
const priced: [Omit<Wish, "prompt">, label: string][] = [
  [{ ...official, length: "4 s" }, "Generate 1 take - $0.40"],
  [{ ...official, length: "12 s", takes: 3 }, "Generate 3 takes - $3.60"],
  [{ ...pro, shape: "720 × 1280", length: "8 s" }, "Generate 1 take - $2.40"],
  [{ ...pro, shape: "1792 × 1024", length: "12 s", takes: 2 }, "Generate 2 takes - $12.00"],
  [{ ...async, length: "10 s" }, "Generate 1 take - about $0.12"],
  [{ ...async, length: "15 s", takes: 10 }, "Generate 10 takes - about $1.20"],
];

test("the button says the exact price of every choice", async ({ page }) => {
  await page.goto("/");
  for (const [wish, label] of priced) {
    await compose(page, { prompt: "A glass of water on a sill", takes: 1, ...wish });
    await expect(generateButton(page)).toHaveAccessibleName(label);
  }
});
