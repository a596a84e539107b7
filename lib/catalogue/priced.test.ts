import { describe, expect, it } from "vitest";
import type { PriceEdit } from "@/lib/db";
import { testDb } from "@/test/support/db";
import { builtInCatalogue } from "./catalogue";
import { applyOverrides, parseOverrides } from "./overrides";
import { priceList } from "./price-list";
import { type PriceChange, pricedCatalogue, withEdits } from "./priced";
import { quoteFor } from "./quote";

const at = new Date("2026-12-01T09:00:00Z");
const sora = { channel: "sora-official", model: "sora-2" };
const film = { ...sora, seconds: 4, size: "1280x720", takes: 1 };
const cheap: PriceChange = {
  set: { microsPerSecond: { "720x1280": 90_000, "1280x720": 90_001 } },
};
const edit = (price: PriceChange | object, changes: Partial<PriceEdit> = {}): PriceEdit => ({
  ...{ id: 1, at, by: "owner", ...sora, price: price as never },
  ...changes,
});

describe("a price that was set", () => {
  it("holds for the next quote, exact to the micro-dollar, and says since when", async () => {
    const { db } = testDb();
    expect(quoteFor(await pricedCatalogue(db), film)?.eachMicros).toBe(400_000n);
    await db.priceEdit.create({ data: { at, by: "owner", ...sora, price: cheap } });
    const prices = await pricedCatalogue(db);
    expect(quoteFor(prices, film)?.eachMicros).toBe(360_004n);
    expect(prices.channels[0]?.models[0]?.price).toMatchObject({
      confidence: "owner",
      asOf: "2026-12-01",
    });
    await db.priceEdit.create({ data: { at, by: "owner", ...sora, price: { builtIn: true } } });
    expect(quoteFor(await pricedCatalogue(db), film)?.eachMicros).toBe(400_000n);
  });

  it.each([
    ["of a size that is gone", { set: { microsPerSecond: { "640x480": 1 } } }],
    ["below nothing", { set: { microsPerSecond: { "720x1280": -1, "1280x720": 1 } } }],
    ["that is no number", { set: { microsPerSecond: { "720x1280": "NaN", "1280x720": 1 } } }],
    ["beyond reason", { set: { microsPerSecond: { "720x1280": 1_000_000_001, "1280x720": 1 } } }],
    ["sold in another way", { set: { microsPerRequest: { 4: 1, 8: 1, 12: 1 } } }],
  ])("%s counts for nothing", (_what, price) => {
    expect(withEdits(builtInCatalogue, [edit(price)])).toEqual(builtInCatalogue);
  });

  it("yields to the operator's file, where the file states that price", () => {
    const price = { microsPerSecond: { "720x1280": 90_000, "1280x720": 90_001 } };
    const file = { "sora-official": { models: { "sora-2": { price } } } };
    const parsed = parseOverrides(builtInCatalogue, file);
    if (!parsed.ok) throw new Error(parsed.error.join());
    const base = applyOverrides(builtInCatalogue, parsed.value, "2026-11-01");
    const dear = { set: { microsPerSecond: { "720x1280": 5, "1280x720": 5 } } };
    expect(withEdits(base, [edit(dear)])).toEqual(base);
    expect(priceList(base, [])[0]).toMatchObject({ isFixed: true, confidence: "operator" });
  });
});

it("tells every change with what it was before, the newest first", () => {
  const edits = [edit(cheap), edit({ builtIn: true }, { id: 2 })];
  const [price] = priceList(builtInCatalogue, edits);
  expect(price).toMatchObject({ ...sora, confidence: "stated", isFixed: false });
  expect(price?.history.map(({ id, isReset, cells }) => [id, isReset, cells])).toEqual([
    [
      2,
      true,
      [
        { name: "720x1280", micros: 100_000, oldMicros: 90_000 },
        { name: "1280x720", micros: 100_000, oldMicros: 90_001 },
      ],
    ],
    [
      1,
      false,
      [
        { name: "720x1280", micros: 90_000, oldMicros: 100_000 },
        { name: "1280x720", micros: 90_001, oldMicros: 100_000 },
      ],
    ],
  ]);
});
