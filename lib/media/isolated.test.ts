import { afterEach, describe, expect, test, vi } from "vitest";
import { runIsolated } from "./isolated";

const limits = { timeoutMs: 20_000, maxOutputBytes: 1024 * 1024 };
const runNode = (code: string, changed: Partial<typeof limits> = {}) =>
  runIsolated(process.execPath, ["-e", code], { ...limits, ...changed });

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("a child", () => {
  test("answers with what it wrote, byte by byte", async () => {
    const outcome = await runNode("process.stdout.write(Buffer.from([0, 255, 10, 13]))");
    expect(outcome).toEqual({ kind: "done", stdout: Buffer.from([0, 255, 10, 13]) });
  });

  test("gets its arguments as they are", async () => {
    const odd = `a "b" $HOME; exit 1 #`;
    const code = "process.stdout.write(process.argv[1])";
    const outcome = await runIsolated(process.execPath, ["-e", code, odd], limits);
    expect(outcome).toEqual({ kind: "done", stdout: Buffer.from(odd) });
  });

  test("does not see our environment, where the keys are", async () => {
    vi.stubEnv("API_YI_OFFICIAL_KEY", "canary");
    const outcome = await runNode("process.stdout.write(JSON.stringify(process.env))");
    expect(outcome.kind).toBe("done");
    expect(JSON.stringify(outcome.kind === "done" && outcome.stdout.toString())).not.toContain(
      "canary",
    );
  });

  test("that gives up says why", async () => {
    const outcome = await runNode("process.stderr.write('no good'); process.exitCode = 3");
    expect(outcome).toEqual({ kind: "gaveUp", exitCode: 3, stderr: "no good" });
  });
});

describe("a child is ended", () => {
  test("when it hangs", async () => {
    const begun = performance.now();
    expect(await runNode("for (;;);", { timeoutMs: 500 })).toEqual({ kind: "timedOut" });
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  test("when it crashes", async () => {
    expect(await runNode("process.abort()")).toMatchObject({ kind: "crashed" });
  });

  test("when it says too much", async () => {
    const outcome = await runNode("process.stdout.write('x'.repeat(5000))", {
      maxOutputBytes: 1000,
    });
    expect(outcome).toEqual({ kind: "crashed", why: "it said too much" });
  });

  test.runIf(process.platform === "linux")("before it takes all memory", async () => {
    const code = "const held = []; for (let i = 0; i < 40; i++) held.push(Buffer.alloc(1e8, 1));";
    expect((await runNode(code)).kind).not.toBe("done");
  });
});

test("a program that is not there is absent, not an error", async () => {
  expect(await runIsolated("no-such-program-here", [], limits)).toEqual({ kind: "absent" });
});
