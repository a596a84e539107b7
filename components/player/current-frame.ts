import { happens } from "@/components/gallery/draw-frame";

/** A film that has not shown a frame by then is left alone, in ms. */
const patience = 20_000;

/**
 * The frame that a player shows, in the film's own pixels, without loss.
 * @throws when the film shows none in time, or the browser cannot write it.
 */
export async function currentFrame(video: HTMLVideoElement): Promise<Blob> {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) {
    // Only its facts were loaded so far; going to where it is fetches the frame.
    const shown = happens(video, "loadeddata", AbortSignal.timeout(patience));
    video.preload = "auto";
    const at = video.currentTime;
    video.currentTime = at;
    await shown;
  }
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("the frame could not be encoded"));
    });
  });
}
