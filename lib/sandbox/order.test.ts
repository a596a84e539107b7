import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { openSandbox } from "./fixture";

const picture = async (
  width: number,
  height: number,
  format: "png" | "jpeg" | "webp" | "gif" = "png",
) =>
  new Blob([
    new Uint8Array(
      await sharp({ create: { width, height, channels: 3, background: "#345" } })
        .toFormat(format)
        .toBuffer(),
    ),
  ]);

const errorOf = async (response: Response) => {
  const body = await response.json();
  return { status: response.status, message: body.error?.message ?? body.message, body };
};

describe("the official channel", () => {
  it.each<[what: string, fields: Record<string, unknown>, status: number, message: RegExp]>([
    ["a size of the other model", { size: "1792x1024" }, 400, /Invalid value: '1792x1024'/],
    ["a size nobody has", { size: "640x360" }, 400, /'720x1280', '1280x720'/],
    ["seconds it does not offer", { seconds: "10" }, 400, /Invalid value: '10'/],
    ["seconds as a number", { seconds: 8 }, 400, /Invalid type for 'seconds'/],
    ["no model", { model: undefined }, 400, /Missing required parameter: 'model'/],
    ["no prompt", { prompt: undefined }, 400, /Missing required parameter: 'prompt'/],
    ["a blank prompt", { prompt: "  " }, 400, /empty/],
    ["a prompt beyond 32,000", { prompt: "x".repeat(32_001) }, 400, /at most 32000/],
    ["an unknown field", { n: 2 }, 400, /Unknown parameter: 'n'/],
    [
      "a model it has no channel for",
      { model: "sora-1" },
      503,
      /No available channel for model sora-1/,
    ],
  ])("refuses %s", async (_, fields, status, message) => {
    const { createOfficial, sandbox } = openSandbox();
    const error = await errorOf(await createOfficial(fields));
    expect(error.status).toBe(status);
    expect(error.message).toMatch(message);
    expect(sandbox.bill().lines).toEqual([]);
  });

  it("tells a bad parameter in OpenAI's form and a missing channel by its code", async () => {
    const { createOfficial } = openSandbox();
    const bad = await errorOf(await createOfficial({ size: "1x1" }));
    expect(bad.body.error).toMatchObject({
      type: "invalid_request_error",
      param: "size",
      code: "invalid_value",
    });
    const none = await errorOf(await createOfficial({ model: "sora-1" }));
    expect(none.body.error.code).toBe("model_not_found");
  });

  it("takes the defaults, and multipart as well as JSON", async () => {
    const { createOfficial, createAsync } = openSandbox();
    const bare = await createOfficial({ seconds: undefined, size: undefined });
    expect(await bare.json()).toMatchObject({ seconds: "4", size: "720x1280" });
    const headers = { Authorization: "Bearer sk-sandbox-official" };
    const form = await createAsync({ seconds: "12", model: "sora-2-pro" }, headers);
    expect(await form.json()).toMatchObject({ seconds: "12", model: "sora-2-pro" });
  });

  it("wants a reference of exactly the asked size, and says so as a string within a string", async () => {
    const { sandbox, createAsync } = openSandbox();
    const headers = { Authorization: "Bearer sk-sandbox-official" };
    const send = async (image: unknown) =>
      createAsync({ seconds: "4", input_reference: image }, headers);
    const wrong = await errorOf(await send(await picture(1280, 721)));
    expect(wrong.status).toBe(400);
    expect(wrong.body.code).toBe("fail_to_fetch_task");
    expect(JSON.parse(wrong.message).error.message).toBe(
      "Inpaint image must match the requested width and height",
    );
    expect((await errorOf(await send(new Blob(["no picture"])))).message).toMatch(/must be one of/);
    expect((await errorOf(await send("a string"))).message).toMatch(/must be a file/);
    expect((await send(await picture(1280, 720, "webp"))).status).toBe(200);
    expect(sandbox.bill().lines).toHaveLength(1);
  });

  it("refuses a body that is no JSON object", async () => {
    const { sandbox } = openSandbox();
    for (const body of ["{", "[]", '"x"']) {
      const headers = {
        Authorization: "Bearer sk-sandbox-official",
        "Content-Type": "application/json",
      };
      const request = new Request("http://api.test/v1/videos", { method: "POST", headers, body });
      expect((await errorOf(await sandbox.handle(request))).message).toMatch(/could not parse/);
    }
  });
});

describe("the async channel", () => {
  it.each<[what: string, fields: Record<string, unknown>, status: number, message: RegExp]>([
    ["seconds of the other channel", { seconds: "8" }, 400, /Invalid value: '8'/],
    ["no seconds", { seconds: undefined }, 400, /Missing required parameter: 'seconds'/],
    ["no size", { size: undefined }, 400, /Missing required parameter: 'size'/],
    ["a large size", { size: "1792x1024" }, 400, /Invalid value: '1792x1024'/],
    ["the pro model", { model: "sora-2-pro" }, 503, /No available channel/],
    ["a prompt of 1,000", { prompt: "雪".repeat(1000) }, 400, /at most 999/],
  ])("refuses %s", async (_, fields, status, message) => {
    const { createAsync } = openSandbox();
    const error = await errorOf(await createAsync(fields));
    expect(error.status).toBe(status);
    expect(error.message).toMatch(message);
  });

  it("tells a bad parameter in the flat form", async () => {
    const { createAsync } = openSandbox();
    const { body } = await errorOf(await createAsync({ seconds: "8" }));
    expect(body).toEqual({ code: "invalid_request", message: expect.any(String), data: null });
  });

  it("takes a prompt of 999, counted in characters", async () => {
    const { createAsync } = openSandbox();
    expect((await createAsync({ prompt: "🦊".repeat(999) })).status).toBe(200);
  });

  it("takes PNG and JPEG of any size below 10 MB and nothing else", async () => {
    const { createAsync } = openSandbox();
    const send = async (image: Blob) => (await createAsync({ input_reference: image })).status;
    expect(await send(await picture(100, 50, "jpeg"))).toBe(200);
    expect(await send(await picture(100, 50))).toBe(200);
    expect(await send(await picture(100, 50, "webp"))).toBe(400);
    expect(await send(new Blob([new Uint8Array(10 * 1024 * 1024)]))).toBe(400);
  });

  it("refuses JSON", async () => {
    const { createOfficial } = openSandbox();
    const error = await errorOf(await createOfficial({}, { Authorization: "sk-sandbox-async" }));
    expect(error).toMatchObject({ status: 400, message: "The body must be multipart/form-data" });
  });

  it("refuses a form that is broken", async () => {
    const { sandbox } = openSandbox();
    const headers = {
      Authorization: "sk-sandbox-async",
      "Content-Type": "multipart/form-data; boundary=x",
    };
    const request = new Request("http://api.test/v1/videos", {
      method: "POST",
      headers,
      body: "--y",
    });
    expect((await sandbox.handle(request)).status).toBe(400);
  });
});
