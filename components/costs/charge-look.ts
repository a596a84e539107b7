import type { Charge } from "@/lib/task/status";

/** How each kind of money looks: the same in the cards, the chart and its legend. Never told by colour alone. */
export const chargeFill: Record<Charge, string> = {
  charged: "fill-accent",
  held: "fill-edge",
  uncertain: "fill-[url(#uncertain)]",
  released: "fill-line",
};

export const chargeDot: Record<Charge, string> = {
  charged: "bg-accent",
  held: "bg-edge",
  uncertain:
    "bg-[repeating-linear-gradient(45deg,var(--warning)_0_2px,transparent_2px_4px)] outline outline-warning",
  released: "bg-line outline outline-edge",
};
