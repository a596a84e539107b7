import "server-only";
import { createRequire } from "node:module";

/** The decoder itself, one package per platform; the package that usually picks one is not needed. */
const packages = ["@napi-rs/webcodecs-linux-x64-gnu", "@napi-rs/webcodecs-linux-x64-musl"];
const classes = ["EncodedVideoChunk", "VideoColorSpace", "VideoDecoder", "VideoFrame"];

/**
 * Gives this process the part of WebCodecs that browsers have and Node lacks, for mediabunny to decode with.
 * @returns false where no decoder is installed for this platform.
 */
export function installNativeDecoder(): boolean {
  const require = createRequire(import.meta.url);
  for (const name of packages) {
    const binding = load(require, name);
    if (!binding) continue;
    for (const key of classes) Object.defineProperty(globalThis, key, { value: binding[key] });
    return true;
  }
  return false;
}

function load(require: NodeJS.Require, name: string): Record<string, unknown> | null {
  try {
    return require(name);
  } catch {
    return null;
  }
}
