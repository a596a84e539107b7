import { expect, test } from "../support/live-studio";
import { expectToPlay } from "../support/player";
import { cardIn, compose, generate, generateButton, toast } from "../support/studio-page";

test("films arrive on both channels, and cost what the button said", async ({ page, studio }) => {
  const official = "A hot-air balloon over a valley at sunrise.";
  const async = "A hot-air balloon lands in a meadow.";
  await page.goto("/");
  await expect(page.getByRole("complementary", { name: "Sandbox" })).toBeHidden();

  await compose(page, {
    prompt: official,
    channel: "Sora 2 Official",
    shape: "1280 × 720",
    takes: 2,
  });
  await expect(generateButton(page)).toHaveAccessibleName("Generate 2 takes - $0.80");
  await generateButton(page).click();
  await expect(toast(page, "$0.80 held until they settle.")).toBeVisible();
  await generate(page, { prompt: async, channel: "Sora 2 Async", length: "15 s", takes: 1 });

  await studio.until(official, ["completed", "completed"]);
  await studio.until(async, ["completed"]);
  const film = cardIn(page, "Latest", async);
  await film.getByRole("link").click();
  await expectToPlay(page, { width: 1280, height: 720, seconds: 15 });
  await expect(page.getByText("It cost $0.12.")).toBeVisible();
});

test("the upstream's bill is what the studio says was charged, to the micro-dollar", async ({
  page,
  studio,
  upstream,
}) => {
  const wishes = {
    completed: {
      prompt: "A film that arrives",
      model: "Sora 2 Pro",
      shape: "1024 × 1792",
      length: "12 s",
    },
    rendered: { prompt: "A film that fails while it renders [[job-fails]]" },
    moderated: { prompt: "A film that is refused [[moderated]]" },
    expired: { prompt: "A film that is gone too early [[job-expired]]", length: "8 s" },
  };
  await page.goto("/");
  for (const wish of Object.values(wishes)) await generate(page, { model: "Sora 2", ...wish });
  await studio.until(wishes.completed.prompt, ["completed"]);
  await studio.until(wishes.rendered.prompt, ["failed"]);
  await studio.until(wishes.moderated.prompt, ["failed"]);
  await studio.until(wishes.expired.prompt, ["expired"]);
  await expect
    .poll(async () => (await studio.tasks()).filter(({ charge }) => charge === "held"))
    .toEqual([]);

  const tasks = await studio.tasks();
  const charged = tasks.filter(({ charge }) => charge === "charged");
  const sum = charged.reduce((total, { priceMicros }) => total + priceMicros, 0);
  const bill = await upstream.bill();
  expect(bill).toMatchObject({ chargedMicros: sum, heldMicros: 0 });
  const details = await Promise.all(charged.map(({ id }) => studio.task(id)));
  for (const { upstreamId, priceMicros, prompt } of details) {
    const line = bill.lines.find(({ id }) => id === upstreamId);
    expect(line, prompt).toMatchObject({ micros: priceMicros, state: "charged", prompt });
  }
});
