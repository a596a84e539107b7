import type { ReactNode } from "react";

const VideosLayout = ({ children }: { children: ReactNode }) => (
  <div className="mx-auto max-w-7xl px-4 py-6 sm:px-6">{children}</div>
);

export default VideosLayout;
