import type { Metrics } from "./lines";

/** The measures of the grid for a width, in px. @param days whether days are told apart. */
export function metricsFor(width: number, days: boolean): Metrics {
  const narrow = width < 640;
  const target = narrow ? 150 : width < 1100 ? 176 : 208;
  return { width, target, gap: narrow ? 4 : 6, heading: days ? 46 : 0, dayGap: narrow ? 12 : 24 };
}
