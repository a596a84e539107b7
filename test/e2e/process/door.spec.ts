import { createServer } from "node:net";
import { findingsOn } from "../support/axe";
import { expect, test } from "../support/page-test";

const password = "a quiet screening room";

/** The address must be known before the start, because people sign in under it. */
const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(),
      );
    });
  });

test("a studio that others reach opens to its owner, and to nobody else", async ({
  page,
  request,
  start,
}) => {
  const port = String(await freePort());
  const url = `http://localhost:${port}`;
  const studio = await start({ port, environment: { RUSHES_ORIGIN: url } });
  const code = /with the code (\S+)/.exec(studio.output())?.[1] ?? "";
  expect(studio.output()).toContain(`Set it up at ${url}/setup`);

  await page.goto(`${url}/library`);
  await expect(page).toHaveURL(`${url}/setup`);
  expect(await findingsOn(page)).toEqual([]);
  for (const closed of ["/api/tasks", "/api/channels", "/media/videos/nonsense.mp4"]) {
    expect((await request.get(url + closed)).status(), closed).toBe(401);
  }
  const past = await request.get(`http://127.0.0.1:${port}/api/tasks`);
  expect(past.status(), "past the address people sign in under").toBe(403);

  const name = page.getByLabel("Name");
  const secret = page.getByLabel("Password", { exact: true });
  await page.getByLabel("Code from the console").fill("a-guess");
  await name.fill("Ada");
  await secret.fill(password);
  await page.getByRole("button", { name: "Make the owner’s account" }).click();
  await expect(page.getByRole("form").getByRole("alert")).toContainText(
    "This is not the code on the console.",
  );
  await page.getByLabel("Code from the console").fill(code);
  await page.getByRole("button", { name: "Make the owner’s account" }).click();
  await expect(page.getByRole("button", { name: /^Generate/ })).toBeVisible();

  const [cookie] = await page.context().cookies(url);
  expect(cookie).toMatchObject({ name: "__Host-rushes", httpOnly: true, secure: true, path: "/" });
  const session = { cookie: `__Host-rushes=${cookie?.value}` };
  expect((await request.get(`${url}/api/tasks`, { headers: session })).status()).toBe(200);

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${url}/login`);
  expect((await request.get(`${url}/api/tasks`, { headers: session })).status()).toBe(401);
  await page.goto(`${url}/setup`);
  await expect(page).toHaveURL(`${url}/login`);

  await name.fill("ada");
  await secret.fill("a loud screening room");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("form").getByRole("alert")).toContainText("do not belong together");
  expect(await findingsOn(page)).toEqual([]);
  await secret.fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Generate/ })).toBeVisible();
  expect(studio.output()).not.toContain(password);
});

test("a tab whose session has ended leads to the door, and keeps what was written", async ({
  page,
  start,
}) => {
  const port = String(await freePort());
  const url = `http://localhost:${port}`;
  const studio = await start({ port, environment: { RUSHES_ORIGIN: url } });
  const code = /with the code (\S+)/.exec(studio.output())?.[1] ?? "";
  await page.goto(url);
  await page.getByLabel("Code from the console").fill(code);
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await prompt.fill("A door that closes by itself");
  await page.context().clearCookies();
  await page.getByRole("button", { name: /^Generate/ }).click();
  // By itself, as soon as a list is read again.
  await expect(page).toHaveURL(`${url}/login`);
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(prompt).toHaveValue("A door that closes by itself");
});
