import type { Weather } from "./mood";
import { createRandom, type Random } from "./random";
import type { Draw, Stage } from "./stage";

const wrap = (value: number, length: number) => ((value % length) + length) % length;

/** What falls, flies or glows in front of the landscape. */
export function createWeather(stage: Stage): Draw {
  const random = createRandom(`weather ${stage.seed}`);
  const makers: Record<Weather, (stage: Stage, random: Random) => Draw> = {
    clear: () => () => {},
    snow: createSnow,
    rain: createRain,
    fireflies: createFireflies,
    birds: createBirds,
  };
  return makers[stage.setting.weather](stage, random);
}

function createSnow(stage: Stage, random: Random): Draw {
  const flakes = Array.from({ length: 150 }, () => {
    const near = random.next() ** 2.5;
    return { x: random.next(), y: random.next(), near, sway: random.next() * 6.3 };
  });
  return (context, time) => {
    context.fillStyle = "#ffffff";
    for (const { x, y, near, sway } of flakes) {
      const fall = (0.035 + 0.1 * near) * time * stage.height;
      const drift =
        Math.sin(time * 0.8 + sway) * stage.unit * 0.012 - time * stage.unit * 0.012 * (1 + near);
      context.globalAlpha = 0.75 - 0.4 * near;
      context.beginPath();
      context.arc(
        wrap(x * stage.width + drift, stage.width),
        wrap(y * stage.height + fall, stage.height),
        stage.unit * (0.0014 + 0.0048 * near),
        0,
        Math.PI * 2,
      );
      context.fill();
    }
    context.globalAlpha = 1;
  };
}

function createRain(stage: Stage, random: Random): Draw {
  const drops = Array.from({ length: 130 }, () => ({
    x: random.next(),
    y: random.next(),
    near: random.next() ** 2,
  }));
  return (context, time) => {
    context.strokeStyle = "#e8f1f5";
    for (const { x, y, near } of drops) {
      const length = stage.unit * (0.018 + 0.04 * near);
      const top =
        wrap(y * stage.height + time * stage.height * (0.9 + 0.7 * near), stage.height + length) -
        length;
      const left = wrap(x * stage.width - top * 0.08, stage.width);
      context.globalAlpha = 0.12 + 0.16 * near;
      context.lineWidth = stage.unit * (0.0009 + 0.0012 * near);
      context.beginPath();
      context.moveTo(left, top);
      context.lineTo(left - length * 0.08, top + length);
      context.stroke();
    }
    context.globalAlpha = 1;
  };
}

function createFireflies(stage: Stage, random: Random): Draw {
  const flies = Array.from({ length: 36 }, () => ({
    x: random.next(),
    y: random.between(0.45, 0.95),
    phase: random.next() * 6.3,
    pace: random.between(0.25, 0.7),
  }));
  return (context, time) => {
    context.globalCompositeOperation = "screen";
    for (const { x, y, phase, pace } of flies) {
      const left = x * stage.width + Math.sin(time * pace + phase) * stage.unit * 0.05;
      const top = y * stage.height + Math.cos(time * pace * 1.3 + phase) * stage.unit * 0.03;
      const radius = stage.unit * 0.014;
      const glow = context.createRadialGradient(left, top, 0, left, top, radius);
      const alpha = Math.max(0, Math.sin(time * pace * 2.2 + phase)) ** 2;
      glow.addColorStop(0, `rgba(255,248,190,${alpha})`);
      glow.addColorStop(0.2, `rgba(255,220,120,${alpha * 0.5})`);
      glow.addColorStop(1, "rgba(255,200,90,0)");
      context.fillStyle = glow;
      context.fillRect(left - radius, top - radius, radius * 2, radius * 2);
    }
    context.globalCompositeOperation = "source-over";
  };
}

function createBirds(stage: Stage, random: Random): Draw {
  const direction = -stage.setting.drift;
  const birds = Array.from({ length: 7 }, (_, index) => ({
    behind: index * random.between(0.025, 0.045) + random.next() * 0.02,
    y: random.between(-0.05, 0.05),
    size: stage.unit * random.between(0.006, 0.011),
    phase: random.next() * 6.3,
  }));
  const height = stage.horizon * random.between(0.3, 0.45);
  return (context, time) => {
    context.strokeStyle = stage.setting.mood.near;
    context.lineCap = "round";
    context.lineJoin = "round";
    for (const { behind, y, size, phase } of birds) {
      const along = 0.28 + time * 0.022 - behind;
      const x = stage.width * (direction === 1 ? along : 1 - along);
      const top = height + y * stage.horizon + Math.sin(time * 0.9 + phase) * stage.unit * 0.006;
      const lift = Math.sin(time * 6.5 + phase) * size * 0.55;
      context.lineWidth = size * 0.2;
      context.globalAlpha = 0.8;
      context.beginPath();
      context.moveTo(x - size, top - lift);
      context.quadraticCurveTo(x - size * 0.45, top - size * 0.35 - lift * 0.2, x, top);
      context.quadraticCurveTo(
        x + size * 0.45,
        top - size * 0.35 - lift * 0.2,
        x + size,
        top - lift,
      );
      context.stroke();
    }
    context.globalAlpha = 1;
  };
}
