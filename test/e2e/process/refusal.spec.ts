import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "../support/page-test";
import { runToEnd } from "../support/program";
import { environmentOf, startScript, temporaryFolder } from "../support/studio";

/** Starts the studio where it must refuse to. */
const refusedStart = (environment: Record<string, string>) => {
  const dataDir = temporaryFolder("refused");
  return runToEnd([startScript], environmentOf({ dataDir, environment }));
};

test("a faulty environment stops the start, and every fault is named", async () => {
  const { code, output } = await refusedStart({
    PORT: "many",
    HOST: "0.0.0.0",
    API_YI_BASE_URL: "http://api.example",
    API_YI_ASYNC_KEY: "two words",
  });
  expect(code).toBe(1);
  for (const name of ["PORT", "HOST", "API_YI_BASE_URL", "API_YI_ASYNC_KEY"]) {
    expect(output).toContain(`- ${name}: must be`);
  }
  expect(output, "a key was shown").not.toContain("two words");
  expect(output).not.toContain("Rushes is ready");
});

test("a faulty catalogue file stops the start, and every fault is named", async () => {
  const file = path.join(temporaryFolder("catalogue"), "catalogue.json");
  writeFileSync(
    file,
    JSON.stringify({
      "sora-official": { models: { "sora-3": {} }, limits: { takes: 0 } },
      "sora-async": { pace: { slots: "five" } },
    }),
  );
  const { code, output } = await refusedStart({ RUSHES_CATALOGUE: file });
  expect(code).toBe(1);
  expect(output).toContain(file);
  expect(output).toContain("3 fault(s)");
  for (const place of ["models.sora-3", "limits.takes", "pace.slots"]) {
    expect(output).toContain(place);
  }
});

test("a second studio on the same port says so, and leaves the first alone", async ({ start }) => {
  const first = await start();
  const { code, output } = await refusedStart({ PORT: new URL(first.url).port });
  expect(code).toBe(1);
  expect(output).toContain("is in use. Is Rushes running already?");
  expect((await fetch(`${first.url}/api/health`)).status).toBe(200);
});
