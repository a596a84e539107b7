import type { CSSProperties, ReactNode } from "react";

/** How much of the window's height a picture may take. */
const tallest = "72dvh";

/** The place a film is shown on: dark in either theme, and so is what else stands there. */
export const Stage = ({ children }: { children: ReactNode }) => (
  <div className="dark flex justify-center overflow-hidden rounded-lg bg-black text-text">
    {children}
  </div>
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
