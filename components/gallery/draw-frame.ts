/** The moment that is drawn, in seconds: a film may fade in from black. Shorter films give their middle. */
const moment = 1;
/** A film that has not shown a frame by then is left alone, in ms. */
const patience = 20_000;

/**
 * Draws one frame of a film, in its full size.
 * @returns an image: WebP, or PNG where the browser cannot write that.
 * @throws when the film cannot be read or decoded in time, or the signal aborts.
 */
export async function drawFrame(url: string, signal: AbortSignal): Promise<Blob> {
  const video = document.createElement("video");
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  try {
    video.muted = true;
    video.preload = "auto";
    video.src = url;
    await happens(video, "loadeddata", bounded);
    video.currentTime = Math.min(moment, video.duration / 2);
    await happens(video, "seeked", bounded);
    return await imageOf(video);
  } finally {
    video.removeAttribute("src");
    video.load();
  }
}

/** The next event of its name. @throws when the film breaks or the signal aborts first. */
export function happens(
  video: HTMLVideoElement,
  event: string,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    video.addEventListener(event, () => resolve(), { once: true });
    video.addEventListener("error", () => reject(video.error), { once: true });
  });
}

function imageOf(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("the frame could not be encoded"))),
      "image/webp",
      0.9,
    );
  });
}
