import "server-only";
import sharp from "sharp";
import { type Frame, pickFrame } from "./frame";
import { installNativeDecoder } from "./native-decoder";
import { posterSide } from "./render";
import { i420ToRgb } from "./yuv";

// Started by `drawPoster` with the path of a film and perhaps a moment in ms; answers with a PNG, or leaves with this
// code where there is no decoder.
const noDecoder = 3;
// The decoder does not keep the process alive while it works; neither may it live for ever should its parent be gone.
setTimeout(() => process.exit(1), 60_000);

const [file = "", at] = process.argv.slice(2);
if (!installNativeDecoder()) process.exit(noDecoder);
try {
  const png = await toPng(await pickFrame(file, at === undefined ? null : Number(at)));
  process.stdout.write(png, () => process.exit(0));
} catch (error) {
  process.stderr.write(String(error), () => process.exit(1));
}

function toPng({ picture, coding, shownWidth, shownHeight, rotation }: Frame): Promise<Buffer> {
  const { width, height } = picture;
  const scale = Math.min(1, posterSide / Math.max(shownWidth, shownHeight));
  return sharp(i420ToRgb(picture, coding), { raw: { width, height, channels: 3 } })
    .resize(Math.round(shownWidth * scale), Math.round(shownHeight * scale), { fit: "fill" })
    .rotate(rotation)
    .png({ compressionLevel: 1 })
    .toBuffer();
}
