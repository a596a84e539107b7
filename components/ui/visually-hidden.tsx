import type { ComponentProps } from "react";

/** Said, not shown. */
export const VisuallyHidden = (props: ComponentProps<"span">) => (
  <span {...props} className="sr-only" />
);
