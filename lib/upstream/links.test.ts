import type { LookupAddress } from "node:dns";
import { expect, test } from "vitest";
import { reachTo } from "@/test/support/reach";
import { serve } from "@/test/support/wire";
import type { FetchOutcome } from "./contract";
import { httpTransport } from "./http";
import { followLink, type LinkPolicy, publicLookup, UnsafeLinkError } from "./links";
import { openAiVideos } from "./openai-videos";
import type { Transport } from "./transport";

const forever = new AbortController().signal;
const base = "https://api.apiyi.com";

/** Asks for a result link as the worker would, on a base that plays no part. */
const fetchLink = (resultUrl: string, links: Partial<LinkPolicy> = {}): Promise<FetchOutcome> => {
  const reach = reachTo(base);
  const { fetch } = openAiVideos({ ...reach, links: { ...reach.links, ...links } });
  return fetch({ upstreamId: "v", resultUrl, source: "link", range: null }, forever);
};

const resolvingTo = (...addresses: string[]) =>
  publicLookup((_name, _options, callback) => {
    const found = addresses.map(
      (address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 }),
    );
    callback(null, found);
  });

const unsafe = { outcome: "failed", failure: { kind: "unsafeLink", charged: "yes" } };

// FAULTS 41.
test.each([
  "https://127.0.0.1/a.mp4",
  "http://127.0.0.1/a.mp4",
  "http://cdn.example/a.mp4",
  "https://2130706433/a.mp4",
  "https://0x7f.1/a.mp4",
  "https://0/a.mp4",
  "https://10.1.2.3/a.mp4",
  "https://172.16.0.1/a.mp4",
  "https://192.168.1.1/a.mp4",
  "https://100.64.0.1/a.mp4",
  "https://169.254.169.254/latest/meta-data",
  "https://[::1]/a.mp4",
  "https://[::]/a.mp4",
  "https://[fe80::1]/a.mp4",
  "https://[fd00::1]/a.mp4",
  "https://[::ffff:127.0.0.1]/a.mp4",
  "https://[::127.0.0.1]/a.mp4",
  "https://[64:ff9b::7f00:1]/a.mp4",
  "https://[2002:7f00:1::]/a.mp4",
  "https://user:word@cdn.example/a.mp4",
  "file:///etc/passwd",
  "data:video/mp4;base64,AAAA",
  "ftp://cdn.example/a.mp4",
  "javascript:alert(1)",
  "not an address",
  "https://",
])("%s is refused before anything is asked", async (link) => {
  const never: Transport = () => {
    throw new Error("it was asked");
  };
  expect(await fetchLink(link, { trusted: never, untrusted: never })).toMatchObject(unsafe);
});

test.each([["127.0.0.1"], ["::1"], ["10.0.0.1"], ["93.184.216.34", "127.0.0.1"], []])(
  "a name that resolves to %s is refused when it is connected to",
  async (...addresses) => {
    const untrusted = httpTransport({ lookup: resolvingTo(...addresses) });
    const outcome = await fetchLink("https://cdn.example/a.mp4", { untrusted });
    expect(outcome).toMatchObject(unsafe);
    expect(outcome).toMatchObject({ failure: { message: /cdn\.example/ } });
  },
);

test("a name of this machine is refused by the machine's own resolver", async () => {
  expect(await fetchLink("https://localhost/a.mp4")).toMatchObject(unsafe);
});

test("a name that does not resolve is a fault of the network", async () => {
  const untrusted = httpTransport({
    lookup: publicLookup((_name, _options, callback) => callback(new Error("ENOTFOUND"), [])),
  });
  expect(await fetchLink("https://cdn.example/a.mp4", { untrusted })).toMatchObject({
    outcome: "failed",
    failure: { kind: "network" },
  });
});

test("a public name is passed on as asked for", () => {
  const lookup = resolvingTo("93.184.216.34");
  lookup("cdn.example", { all: true }, (error, found) => {
    expect([error, found]).toEqual([null, [{ address: "93.184.216.34", family: 4 }]]);
  });
  lookup("cdn.example", {}, (error, address, family) => {
    expect([error, address, family]).toEqual([null, "93.184.216.34", 4]);
  });
  expect.assertions(2);
});

test("an origin that the operator trusts may be plain and private", async () => {
  const server = await serve((_, response) => response.end("film"));
  const outcome = await fetchLink(`${server.origin}/a.mp4`, {
    trustedOrigins: new Set([server.origin]),
  });
  expect(outcome).toMatchObject({ outcome: "opened" });
  expect(server.heard[0]?.headers).not.toHaveProperty("authorization");
});

test("trust is for the whole origin: another port is another place", async () => {
  const server = await serve((_, response) => response.end("film"));
  const trustedOrigins = new Set(["http://127.0.0.1:1"]);
  expect(await fetchLink(`${server.origin}/a.mp4`, { trustedOrigins })).toMatchObject(unsafe);
  expect(server.heard).toEqual([]);
});

test.each([
  "http://127.0.0.1:1/",
  "https://169.254.169.254/",
  "file:///etc/passwd",
  "https://localhost/",
  "//10.0.0.1/",
])("a redirect to %s is refused", async (location) => {
  const server = await serve((_, response) => response.writeHead(302, { location }).end());
  const trustedOrigins = new Set([server.origin]);
  expect(await fetchLink(`${server.origin}/a.mp4`, { trustedOrigins })).toMatchObject(unsafe);
  expect(server.heard).toHaveLength(1);
});

const policyFor = (origin: string): LinkPolicy => {
  const transport = httpTransport();
  return { trustedOrigins: new Set([origin]), trusted: transport, untrusted: transport };
};

test("three redirects are followed, relative ones too, a fourth is not", async () => {
  const server = await serve(({ url }, response) => {
    const left = Number(url.slice(1));
    if (left > 0) response.writeHead(307, { location: `/${left - 1}` }).end();
    else response.end("here");
  });
  const follow = (hops: number) =>
    followLink(
      policyFor(server.origin),
      `${server.origin}/${hops}`,
      { range: "bytes=0-" },
      forever,
    );
  expect((await follow(3)).status).toBe(200);
  expect(server.heard.map(({ headers }) => headers.range)).toEqual(Array(4).fill("bytes=0-"));
  await expect(follow(4)).rejects.toThrow(UnsafeLinkError);
});

test("a redirect that names no place is an answer", async () => {
  const server = await serve((_, response) => response.writeHead(302).end());
  const answer = await followLink(policyFor(server.origin), server.origin, {}, forever);
  expect(answer.status).toBe(302);
});
