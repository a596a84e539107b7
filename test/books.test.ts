import { expect, it } from "vitest";
import { readBooks, totalOf } from "@/lib/costs/books";
import { declareNotCreated, sendAgain } from "@/lib/task/unconfirmed";
import { testStudio } from "./support/studio";

const ever = [{ from: new Date(0), to: new Date("9999-01-01T00:00:00Z") }];

/** Prompts that end in every way: made, refused, broken, gone too early, perhaps paid. */
const prompts = [
  ["a fox", 2],
  ["a hare [[400]]", 1],
  ["a heron [[job-fails]]", 1],
  ["a crane [[job-moderated]]", 1],
  ["a goose [[job-expired]]", 1],
  ["a swan [[500]]", 1],
  ["a duck [[502-paid]]", 1],
  ["an owl [[429]]", 1],
] as const;

it("keeps books that are the sandbox's own bill, over HTTP", async () => {
  const studio = await testStudio({ speed: 200, fps: 1 });
  for (const [prompt, takes] of prompts) await studio.press({ prompt, takes });
  studio.startWorker();
  await studio.settled(120_000);
  const { db, clock, sandbox } = studio;

  const books = async () => totalOf(await readBooks(db, false, ever));
  const each = 400_000n;
  expect(await books()).toEqual({
    charged: 4n * each,
    held: 0n,
    uncertain: 2n * each,
    released: 3n * each,
  });
  // One of the two in doubt was made and billed; which, only the upstream knows.
  expect(BigInt(sandbox.bill().chargedMicros)).toBe(5n * each);

  const named = async (word: string) =>
    (await db.task.findFirstOrThrow({ where: { prompt: { contains: word } } })).id;
  await declareNotCreated(db, await named("swan"), clock.now());
  await sendAgain(db, await named("duck"), clock.now(), { ceilingMicros: null });
  await studio.settled(120_000);
  // The duck was paid twice: once for certain, and once perhaps. The books have both.
  expect(await books()).toEqual({
    charged: 5n * each,
    held: 0n,
    uncertain: each,
    released: 4n * each,
  });
  expect(BigInt(sandbox.bill().chargedMicros)).toBe(6n * each);
  expect(sandbox.bill().heldMicros).toBe(0);
}, 300_000);
