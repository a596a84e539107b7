import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

/** What the operator sees when `npm start` has looked at the environment. */
function check(environment: Record<string, string>) {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/check-env.ts"];
  const { PATH } = process.env;
  const env = { PATH, NODE_ENV: "production" as const, ...environment };
  return spawnSync(process.execPath, args, { env, encoding: "utf8" });
}

test("says where to serve, and whether films cost money", () => {
  const { status, stdout } = check({ PORT: "4000", API_YI_ASYNC_KEY: "sk-canary" });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ host: "127.0.0.1", port: 4000, mode: "live", origin: null });
});

test("lists every fault, and shows no value", () => {
  const { status, stdout, stderr } = check({ PORT: "many", API_YI_ASYNC_KEY: "sk canary" });
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/2 fault.*PORT: .*API_YI_ASYNC_KEY: /s);
  expect(stderr).not.toContain("canary");
});

test("names a catalogue file that cannot be used", () => {
  const { status, stderr } = check({ RUSHES_CATALOGUE: "package.json" });
  expect(status).toBe(1);
  expect(stderr).toMatch(/package\.json \(RUSHES_CATALOGUE\) has \d+ fault/);
});
