import path from "node:path";
import { expect, test } from "vitest";
import { EnvError, isLoopbackHost, readEnv } from "./env";

function faults(source: Record<string, string>): readonly string[] {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.faults;
    throw error;
  }
  return [];
}

test("an empty environment is a studio on its sandbox", () => {
  const { baseUrl, ...rest } = readEnv({}, "1.2.3");
  expect(baseUrl.href).toBe("https://api.apiyi.com/");
  expect(rest).toEqual({
    port: 3000,
    host: "127.0.0.1",
    publicOrigin: null,
    dataDir: path.resolve("data"),
    databaseUrl: `file:${path.resolve("data", "rushes.db")}`,
    catalogueFile: null,
    keys: {},
    linkOrigins: [],
    mode: "sandbox",
    consoleToken: null,
    consoleUrl: null,
    monthBudgetMicros: null,
    sandboxSpeed: 10,
    logLevel: "info",
    version: "1.2.3",
  });
});

test("a variable set to nothing counts as absent", () => {
  const blank = { PORT: "", HOST: " ", API_YI_BASE_URL: "", API_YI_ASYNC_KEY: "", LOG_LEVEL: "" };
  expect(readEnv(blank)).toEqual(readEnv({}));
});

test("everything can be set", () => {
  const env = readEnv({
    PORT: "8080",
    HOST: "[::1]",
    RUSHES_DATA_DIR: "/srv/rushes",
    RUSHES_CATALOGUE: "/etc/rushes.json",
    API_YI_BASE_URL: "http://127.0.0.1:4000/relay/v1/",
    API_YI_LINK_ORIGINS: " http://127.0.0.1:4001 , https://cdn.example/films?x ,",
    API_YI_ASYNC_KEY: " sk-async ",
    RUSHES_SANDBOX_SPEED: "2.5",
    LOG_LEVEL: "debug",
  });
  expect(env).toMatchObject({
    port: 8080,
    host: "::1",
    dataDir: "/srv/rushes",
    databaseUrl: "file:/srv/rushes/rushes.db",
    catalogueFile: "/etc/rushes.json",
    keys: { "sora-async": "sk-async" },
    linkOrigins: ["http://127.0.0.1:4001", "https://cdn.example"],
    mode: "live",
    sandboxSpeed: 2.5,
    logLevel: "debug",
  });
  expect(env.baseUrl.href).toBe("http://127.0.0.1:4000/relay");
});

test("each channel has a key of its own", () => {
  expect(readEnv({ API_YI_OFFICIAL_KEY: "a", API_YI_ASYNC_KEY: "b" }).keys).toEqual({
    "sora-official": "a",
    "sora-async": "b",
  });
});

test.each([
  ["PORT", "70000"],
  ["PORT", "-1"],
  ["PORT", "0x50"],
  ["PORT", "80 81"],
  ["HOST", "0.0.0.0"],
  ["HOST", "127.0.0.1.example.com"],
  ["HOST", "2001:db8::1"],
  ["DATABASE_URL", "mysql://root@localhost/x"],
  ["API_YI_BASE_URL", "api.apiyi.com"],
  ["API_YI_BASE_URL", "ftp://api.apiyi.com"],
  ["API_YI_BASE_URL", "http://api.apiyi.com"],
  ["API_YI_BASE_URL", "https://user:word@api.apiyi.com"],
  ["API_YI_BASE_URL", "https://api.apiyi.com/?key=secret"],
  ["API_YI_LINK_ORIGINS", "file:///etc"],
  ["API_YI_OFFICIAL_KEY", "sk-two words"],
  ["API_YI_OFFICIAL_KEY", "sk-密钥"],
  ["API_YI_OFFICIAL_KEY", "sk-line\nbreak"],
  ["RUSHES_SANDBOX_SPEED", "0.5"],
  ["RUSHES_SANDBOX_SPEED", "Infinity"],
  ["LOG_LEVEL", "chatty"],
  ["RUSHES_ORIGIN", "studio.example"],
  ["RUSHES_ORIGIN", "http://studio.example"],
  ["RUSHES_ORIGIN", "https://studio.example/rushes"],
])("%s=%j is one fault, and its value is not repeated", (name, value) => {
  const found = faults({ [name]: value });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(new RegExp(`^${name}(\\.0)?: must`));
  expect(found[0]).not.toContain(value);
});

test("others may reach the studio where they sign in over https", () => {
  const { host, publicOrigin } = readEnv({
    HOST: "0.0.0.0",
    RUSHES_ORIGIN: "https://studio.example",
  });
  expect([host, publicOrigin?.href]).toEqual(["0.0.0.0", "https://studio.example/"]);
});

test("every fault is listed at once, and no key is repeated", () => {
  const key = "canary key with spaces";
  const source = {
    PORT: "no",
    HOST: "0.0.0.0",
    API_YI_BASE_URL: "http://example.com",
    API_YI_LINK_ORIGINS: "https://fine.example, nonsense",
    API_YI_OFFICIAL_KEY: key,
    API_YI_ASYNC_KEY: key,
  };
  expect(() => readEnv(source)).toThrow(EnvError);
  expect(faults(source).map((fault) => fault.split(":")[0])).toEqual([
    "PORT",
    "API_YI_BASE_URL",
    "API_YI_LINK_ORIGINS.1",
    "HOST",
    "API_YI_OFFICIAL_KEY",
    "API_YI_ASYNC_KEY",
  ]);
  expect(faults(source).join()).not.toContain("canary");
});

test.each([
  ["127.0.0.1", true],
  ["127.8.9.10", true],
  ["LOCALHOST", true],
  ["::1", true],
  ["[::1]", true],
  ["127.0.0.1.nip.io", false],
  ["localhost.example", false],
  ["10.0.0.1", false],
  ["", false],
])("%s is loopback: %s", (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});

test.each([
  ["25", 25_000_000n],
  ["25.5", 25_500_000n],
  ["0.000001", 1n],
  ["0", 0n],
])("a monthly budget of %s dollars is exact", (text, micros) => {
  expect(readEnv({ RUSHES_MONTHLY_BUDGET: text }).monthBudgetMicros).toBe(micros);
});

test.each(["-1", "$25", "1e3", "25.1234567", "9999999", "twenty"])(
  "a monthly budget of %j is refused",
  (text) => {
    expect(() => readEnv({ RUSHES_MONTHLY_BUDGET: text })).toThrow("must be dollars");
  },
);
