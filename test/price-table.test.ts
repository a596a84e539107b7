import { expect, it } from "vitest";
import { builtInCatalogue, pixelsOf } from "@/lib/catalogue/catalogue";
import { chargeOf } from "@/lib/task/status";
import { testStudio } from "./support/studio";

/** Every cell of the price table: each channel's models with their lengths and sizes. */
const cells = builtInCatalogue.channels.flatMap((channel) =>
  channel.models.flatMap((model) =>
    model.seconds.flatMap((seconds) =>
      model.sizes.map((size) => ({ channel: channel.id, model: model.id, seconds, size })),
    ),
  ),
);

it("makes a film for every cell of the price table, as asked, and shows what the sandbox bills", async () => {
  const studio = await testStudio({ speed: 200, fps: 1 });
  for (const cell of cells) await studio.press(cell);
  studio.startWorker();
  await studio.settled(900_000);

  const tasks = await studio.db.task.findMany({ include: { video: true } });
  expect(tasks).toHaveLength(cells.length);
  for (const task of tasks) {
    const asked = `${task.channel} ${task.model} ${task.size} ${task.seconds} s`;
    expect(task.status, asked).toBe("completed");
    expect(task.video, asked).toMatchObject({
      ...pixelsOf(task.size),
      durationMs: task.seconds * 1_000,
      posterKey: expect.stringMatching(/^posters\//),
      placeholder: expect.stringMatching(/^data:image\/webp/),
    });
  }

  const charged = tasks
    .filter((task) => chargeOf(task.status, null) === "charged")
    .reduce((sum, task) => sum + task.priceMicros, 0n);
  const bill = studio.sandbox.bill();
  expect(BigInt(bill.chargedMicros)).toBe(charged);
  expect(bill.heldMicros).toBe(0);
  for (const task of tasks) {
    expect(bill.lines.find((line) => line.id === task.upstreamId)?.micros).toBe(
      Number(task.priceMicros),
    );
  }
  // No POST without a task, and none for one task twice.
  const posts = studio.sandbox.requests().filter((request) => request.method === "POST");
  expect(posts.filter((post) => post.status === 200)).toHaveLength(cells.length);
}, 960_000);
