/** Chance that can be repeated: the same seed draws the same film on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** True with the given probability. */
  chance(probability: number): boolean;
}

/** FNV-1a over UTF-16 units: spreads any text over 32 bits. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** The "mulberry32" generator: 32 bits of state are plenty for scenery. */
export function createRandom(seed: string): Random {
  let state = hashText(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (from, to) => from + (to - from) * next(),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    chance: (probability) => next() < probability,
  };
}

const lattice = (seed: number, x: number, y: number): number => {
  let mixed = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ seed;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
};

const fade = (t: number) => t * t * t * (t * (6 * t - 15) + 10);
const mix = (a: number, b: number, t: number) => a + (b - a) * t;

/** Smooth value noise in [0, 1) on an endless plane. */
export function noise(seed: number, x: number, y = 0): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const across = fade(x - left);
  const down = fade(y - top);
  const above = mix(lattice(seed, left, top), lattice(seed, left + 1, top), across);
  if (down === 0) return above;
  const below = mix(lattice(seed, left, top + 1), lattice(seed, left + 1, top + 1), across);
  return mix(above, below, down);
}

/** Noise over several octaves, each twice as fine and `gain` times as strong; in [0, 1). */
export function fractal(seed: number, x: number, y: number, octaves: number, gain = 0.5): number {
  let sum = 0;
  let reach = 0;
  let strength = 1;
  for (let octave = 0; octave < octaves; octave += 1) {
    const scale = 2 ** octave;
    sum += strength * noise(seed + octave * 101, x * scale, y * scale);
    reach += strength;
    strength *= gain;
  }
  return sum / reach;
}
