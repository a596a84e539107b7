/** A write that is younger may be under way, in this process or another. In ms. */
export const underWayMs = 3_600_000;
