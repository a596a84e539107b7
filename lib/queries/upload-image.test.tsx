import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { anImage } from "@/test/support/views";
import { UploadError, uploadImage } from "./upload-image";

/** What jsdom would send over a network. */
class FakeRequest {
  static last: FakeRequest;
  status = 0;
  responseText = "";
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onload = () => {};
  onerror = () => {};
  onabort = () => {};
  open = vi.fn();
  send = vi.fn();
  setRequestHeader = vi.fn();
  abort = vi.fn(() => this.onabort());
  constructor() {
    FakeRequest.last = this;
  }
  answer(status: number, body: unknown) {
    this.status = status;
    this.responseText = typeof body === "string" ? body : JSON.stringify(body);
    this.onload();
  }
}

beforeEach(() => void vi.stubGlobal("XMLHttpRequest", FakeRequest));
afterEach(() => void vi.unstubAllGlobals());

function start(name = "a.png") {
  const abort = new AbortController();
  const onProgress = vi.fn();
  const blob = new Blob(["x"]);
  const result = uploadImage(blob, { name, signal: abort.signal, onProgress });
  return { abort, onProgress, result, request: FakeRequest.last, blob };
}
const faultOf = (result: Promise<unknown>) =>
  result.then(
    () => null,
    (error: unknown) => (error instanceof UploadError ? error.fault : error),
  );

describe("uploadImage", () => {
  it("sends the bytes as they are, with the name encoded, and tells how far it is", async () => {
    const { request, result, onProgress, blob } = start("日落 ☀.png");
    expect(request.open).toHaveBeenCalledWith("POST", "/api/images");
    expect(request.setRequestHeader).toHaveBeenCalledWith(
      "X-File-Name",
      "%E6%97%A5%E8%90%BD%20%E2%98%80.png",
    );
    expect(request.send).toHaveBeenCalledWith(blob);
    request.upload.onprogress?.({ loaded: 25, total: 100 });
    expect(onProgress).toHaveBeenLastCalledWith(0.25);
    request.answer(201, anImage());
    expect(await result).toEqual(anImage());
  });

  it("takes an image that was there already", async () => {
    const { request, result } = start();
    request.answer(200, anImage());
    expect(await result).toEqual(anImage());
  });

  it.each([
    [
      "the studio's reason",
      413,
      { error: { code: "tooHeavy", values: { most: 25, bytes: 30 } } },
      { kind: "refused", code: "tooHeavy", values: { most: 25, bytes: 30 } },
    ],
    ["a reason of a later version", 422, { error: { code: "tooSpicy" } }, { kind: "failed" }],
    ["a page in place of an answer", 502, "<html>", { kind: "failed" }],
    ["something that is no image", 201, { id: 7 }, { kind: "failed" }],
  ])("tells %s", async (_, status, body, fault) => {
    const { request, result } = start();
    request.answer(status, body);
    expect(await faultOf(result)).toEqual(fault);
  });

  it("tells that nobody answered", async () => {
    const { request, result } = start();
    request.onerror();
    expect(await faultOf(result)).toEqual({ kind: "unreachable" });
  });

  it("can be called back", async () => {
    const { request, result, abort } = start();
    abort.abort();
    expect(request.abort).toHaveBeenCalled();
    await expect(result).rejects.toBe(abort.signal.reason);
  });
});
