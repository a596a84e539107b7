import { expect, test } from "../support/shared-studio";
import { generate } from "../support/studio-page";

const nonceIn = (policy: string | undefined) => /'nonce-([^']+)'/.exec(policy ?? "")?.[1];

test("every page runs only the scripts that its own answer names", async ({ request, film }) => {
  const nonces = new Set<string | undefined>();
  const addresses = ["/", "/library", `/videos/${film.id}`, "/videos/nonsense", "/nowhere"];
  for (const address of addresses) {
    const response = await request.get(address, {
      // A policy that a client sends is not the studio's.
      headers: { "Content-Security-Policy": "script-src 'nonce-evil'", "X-Nonce": "evil" },
    });
    const policy = response.headers()["content-security-policy"];
    expect(policy, address).toContain("'strict-dynamic'");
    expect(policy, address).toContain("frame-ancestors 'none'");
    expect(policy, address).not.toMatch(/script-src[^;]*unsafe/);
    const nonce = nonceIn(policy);
    nonces.add(nonce);
    const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length, address).toBeGreaterThan(0);
    expect(
      scripts.filter((script) => !script.includes(`nonce="${nonce}"`)),
      address,
    ).toEqual([]);
  }
  expect(nonces.size).toBe(addresses.length);
});

test("films and what was built keep their own policies", async ({ request, film }) => {
  const { video } = await (await request.get(`/api/tasks/${film.id}`)).json();
  const headers = (await request.get(video.posterUrl)).headers();
  expect(headers["content-security-policy"]).toMatch(/^default-src 'none'/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
});

const payloads = [
  "<script>window.ran = 1</script>",
  '"><img src=x onerror="window.ran = 1">',
  "<svg onload=window.ran=1>",
  "javascript:window.ran=1",
  "</textarea><iframe srcdoc='<script>parent.ran=1</script>'>",
  "{{constructor.constructor('window.ran=1')()}}",
  "#{window.ran=1}",
  "\u2028window.ran=1//\u202e<b>",
];

test("whatever a prompt says, it is shown as text", async ({ page, studio }) => {
  await page.goto("/");
  const prompt = `${payloads.join(" ")} [[400]]`;
  await generate(page, { prompt });
  const [task] = await studio.tasks();
  expect(task?.prompt).toBe(prompt);
  for (const address of ["/", `/videos/${task?.id}`, `/?from=${task?.id}`]) {
    await page.goto(address);
    await expect(page.getByText("window.ran = 1").first()).toBeAttached();
    expect(await page.evaluate(() => "ran" in window), address).toBe(false);
    expect(await page.locator("iframe, img[src=x], svg[onload]").count(), address).toBe(0);
  }
});
