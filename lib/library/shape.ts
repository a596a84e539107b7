/** How a film lies: what people filter by, whatever its exact pixels. */
export const shapes = ["landscape", "portrait", "square"] as const;
export type Shape = (typeof shapes)[number];

/** A few pixels more on one side are still a square to the eye: width over height. */
export const squarest = { least: 0.98, most: 1.02 } as const;

/** @param aspect width over height. */
export function shapeOf(aspect: number): Shape {
  if (aspect < squarest.least) return "portrait";
  return aspect > squarest.most ? "landscape" : "square";
}
