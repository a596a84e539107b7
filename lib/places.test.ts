import { expect, test } from "vitest";
import { createPlaces } from "./places";

test("so many run at once, in the order they came, whatever becomes of them", async () => {
  const inTurn = createPlaces(2);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const works = Array.from({ length: 7 }, (_, index) =>
    inTurn(async () => {
      begun.push(index);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running--;
      if (index % 2) throw new Error(`no ${index}`);
      return index;
    }),
  );
  const settled = await Promise.allSettled(works);
  expect(most).toBe(2);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(settled.map(({ status }) => status === "fulfilled")).toEqual(
    begun.map((index) => index % 2 === 0),
  );
});
