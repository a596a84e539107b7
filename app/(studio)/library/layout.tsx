import type { ReactNode } from "react";

const LibraryLayout = ({ children }: { children: ReactNode }) => (
  <div className="mx-auto max-w-[112rem] px-4 py-6 sm:px-6">{children}</div>
);

export default LibraryLayout;
