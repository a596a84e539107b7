import type { CSSProperties, ReactNode } from "react";

/** How much of the window's height a picture may take. */
const tallest = "72dvh";

/** The dark place a film is shown on, in either theme. */
export const Stage = ({ children }: { children: ReactNode }) => (
  <div className="flex justify-center overflow-hidden rounded-lg bg-black">{children}</div>
);

/** Sizes a picture to fill the stage in its own shape, before anything of it has loaded. */
export const screenStyle = ({
  width,
  height,
}: {
  width: number;
  height: number;
}): CSSProperties => ({
  aspectRatio: `${width} / ${height}`,
  width: `min(100%, calc(${tallest} * ${width / height}))`,
  height: "auto",
});
