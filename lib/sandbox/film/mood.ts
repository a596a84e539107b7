import { createRandom, type Random } from "./random";

/** The light of a film. Colours are CSS hex. */
export interface Mood {
  name: string;
  /** From the top of the sky down to the horizon. */
  sky: [string, string, ...string[]];
  /** The sun's or the moon's own colour. */
  light: string;
  /** "low" hangs just over the horizon, "high" well above it, "none" is an overcast or moonless sky. */
  lightAt: "low" | "high" | "none";
  /** What distance fades into. */
  haze: string;
  /** The farthest and the nearest ridge. */
  far: string;
  near: string;
  night: boolean;
}

export const moods: [Mood, ...Mood[]] = [
  {
    name: "ember",
    sky: ["#1b1a38", "#55294f", "#c2485b", "#f59a5b", "#fde3a8"],
    light: "#fff3cf",
    lightAt: "low",
    haze: "#f2a269",
    far: "#8f4a68",
    near: "#170d1d",
    night: false,
  },
  {
    name: "rose",
    sky: ["#35507a", "#7f86ab", "#d9a5ae", "#f6cdb4", "#fdebd2"],
    light: "#fff6e4",
    lightAt: "low",
    haze: "#f0c8ba",
    far: "#a08bab",
    near: "#1e2334",
    night: false,
  },
  {
    name: "teal",
    sky: ["#0b2536", "#1d5566", "#5f9f9e", "#c9cfa9", "#f7e3b0"],
    light: "#fff4d4",
    lightAt: "low",
    haze: "#b9cbb1",
    far: "#5d8f95",
    near: "#0a1a20",
    night: false,
  },
  {
    name: "alpine",
    sky: ["#1f5fa8", "#4f93cf", "#94c3e6", "#d8ebf6"],
    light: "#fffdf2",
    lightAt: "high",
    haze: "#cfe4f2",
    far: "#8db1d0",
    near: "#12263a",
    night: false,
  },
  {
    name: "gold",
    sky: ["#33303f", "#7b5136", "#cd8537", "#f5bd5c", "#ffedb8"],
    light: "#fffbe6",
    lightAt: "low",
    haze: "#f3bf6b",
    far: "#a8703f",
    near: "#1d120a",
    night: false,
  },
  {
    name: "fog",
    sky: ["#5f7680", "#8fa5a8", "#bccac6", "#e3e8de"],
    light: "#ffffff",
    lightAt: "none",
    haze: "#d9e1da",
    far: "#a3b5b2",
    near: "#17252a",
    night: false,
  },
  {
    name: "lilac",
    sky: ["#2b2a5a", "#5d5a9c", "#a48ec6", "#e2b7d2", "#fbdfdc"],
    light: "#fff0ea",
    lightAt: "low",
    haze: "#d9b3d3",
    far: "#8579b4",
    near: "#15142b",
    night: false,
  },
  {
    name: "moonlit",
    sky: ["#050816", "#0d1738", "#22356f", "#5a70aa"],
    light: "#f4f6ff",
    lightAt: "high",
    haze: "#4a609a",
    far: "#2b3d73",
    near: "#050a18",
    night: true,
  },
  {
    name: "aurora",
    sky: ["#02050f", "#06142b", "#0b2c42", "#1c5560"],
    light: "#dffcf0",
    lightAt: "none",
    haze: "#1d5360",
    far: "#12394a",
    near: "#02080f",
    night: true,
  },
];

export type Land = "mountains" | "lake" | "forest" | "dunes" | "sea";
export type Weather = "clear" | "snow" | "rain" | "fireflies" | "birds";

/** What a film shows: chosen once, before anything is painted. */
export interface Setting {
  mood: Mood;
  land: Land;
  weather: Weather;
  /** The light's place across the picture, 0 to 1. */
  lightX: number;
  /** The camera drifts to the right (1) or to the left (-1). */
  drift: 1 | -1;
}

interface Hint {
  words: RegExp;
  moods?: [string, ...string[]];
  land?: [Land, ...Land[]];
  weather?: Weather;
}

/** Words of the prompt that colour the film, so that it has something of what was asked. The first match of each column wins. */
const hints: Hint[] = [
  { words: /aurora|northern light|极光/i, moods: ["aurora"] },
  { words: /moon|midnight|月/i, moods: ["moonlit"] },
  { words: /night|star|galaxy|夜|星/i, moods: ["moonlit", "aurora"] },
  { words: /sunset|dusk|evening|fire(?!fl)|ember|夕阳|日落|黄昏|火/i, moods: ["ember", "lilac"] },
  { words: /sunrise|dawn|morning|日出|清晨|黎明/i, moods: ["rose", "teal"] },
  { words: /fog|mist|haze|cloudy|rain|storm|雾|雨|阴/i, moods: ["fog", "teal"] },
  { words: /gold|autumn|desert|savanna|秋|沙漠|金/i, moods: ["gold"] },
  { words: /noon|blue sky|summer|正午|蓝天|夏/i, moods: ["alpine"] },
  { words: /ice|winter|snow|frost|冰|冬|雪/i, moods: ["rose", "lilac", "alpine"] },
  { words: /desert|dune|sand|沙/i, land: ["dunes"] },
  { words: /sea|ocean|wave|beach|ship|boat|whale|海|浪|船|鲸/i, land: ["sea"] },
  { words: /lake|river|pond|water|湖|河|水/i, land: ["lake"] },
  { words: /forest|tree|wood|jungle|fox|deer|bear|wolf|林|树|狐|鹿|熊|狼/i, land: ["forest"] },
  { words: /mountain|peak|hill|valley|山|峰|谷/i, land: ["mountains", "lake"] },
  { words: /snow|winter|雪|冬/i, weather: "snow" },
  { words: /rain|storm|雨/i, weather: "rain" },
  { words: /firefl|lantern|magic|萤|灯/i, weather: "fireflies" },
  { words: /bird|gull|crane|fly|鸟|鹤|飞/i, weather: "birds" },
];

const hinted = <Column extends "moods" | "land" | "weather">(prompt: string, column: Column) =>
  hints.find((hint) => hint[column] !== undefined && hint.words.test(prompt))?.[column];

const lands: [Land, ...Land[]] = ["mountains", "lake", "forest", "dunes", "sea"];

function chooseMood(prompt: string, random: Random): Mood {
  const names = hinted(prompt, "moods");
  const name = names ? random.pick(names) : null;
  return moods.find((mood) => mood.name === name) ?? random.pick(moods);
}

/** Reads the prompt for hints and lets chance decide the rest. Pure: the same prompt and seed give the same setting. */
export function chooseSetting(prompt: string, seed: string): Setting {
  const random = createRandom(`setting ${seed} ${prompt}`);
  const mood = chooseMood(prompt, random);
  const land = random.pick(hinted(prompt, "land") ?? lands);
  const usual: Weather = mood.night ? "clear" : random.pick(["clear", "birds"]);
  return {
    mood,
    land,
    weather: hinted(prompt, "weather") ?? usual,
    lightX: random.between(0.25, 0.75),
    drift: random.chance(0.5) ? 1 : -1,
  };
}
