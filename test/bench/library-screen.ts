// `npm run bench:screen -- --data DIR`: how the library feels in Chromium, on the built studio. The folder is one that
// `npm run seed -- --tasks 100000 --data DIR` has filled; or `--url` of a studio that runs. Prints one table.
import { parseArgs } from "node:util";
import { type Browser, type CDPSession, chromium as driver, type Page } from "@playwright/test";
import { chromium } from "../../scripts/chromium.mjs";
import { startStudio } from "../e2e/support/studio";

declare global {
  interface Window {
    /** What was seen of frames and tasks, in ms. */
    seen: { frames: number[]; long: number[] };
  }
}

const scrollFor = 20_000;
const options = { data: { type: "string" }, url: { type: "string" } } as const;
const { data, url } = parseArgs({ options }).values;
if (!data && !url) throw new Error("--data DIR is needed, a folder that was seeded; or --url");

const studio = url ? null : await startStudio({ dataDir: data ?? "" });
const browser = await driver.launch({
  executablePath: chromium(),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
  ],
});
try {
  const rows = [];
  for (const width of [1440, 390])
    rows.push(await measure(browser, url ?? studio?.url ?? "", width));
  console.table(rows);
} finally {
  await browser.close();
  await studio?.end("SIGKILL");
}

/** Loads the library anew, then scrolls through it as fast as a wheel can, and then jumps about. */
async function measure(browser: Browser, url: string, width: number) {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  // What compiles this file names functions by a helper that the page does not have.
  await page.addInitScript("globalThis.__name = (named) => named");
  const cdp = await page.context().newCDPSession(page);
  const traffic = await watchTraffic(cdp);
  await page.goto(`${url}/library`);
  await page.waitForSelector("[data-tile] img");
  const firstRows = await page.evaluate(() => performance.now());
  await page.waitForLoadState("networkidle");
  const opened = { ...traffic };

  const scrolling = await scrollFast(page, cdp);
  const heap = await heapOf(cdp);
  const jumps = await jumpAbout(page);
  await page.close();
  return {
    width,
    "first rows, ms": Math.round(firstRows),
    "requests of the first screen": opened.requests,
    "kB of the first screen": Math.round(opened.bytes / 1000),
    ...scrolling,
    "heap after it, MB": Math.round(heap / 1e6),
    "jump to films, ms (median)": jumps,
  };
}

async function watchTraffic(cdp: CDPSession) {
  const traffic = { requests: 0, bytes: 0 };
  await cdp.send("Network.enable");
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => {
    traffic.requests++;
    traffic.bytes += encodedDataLength;
  });
  return traffic;
}

/** Twenty seconds of the wheel, down and faster than anybody reads. */
async function scrollFast(page: Page, cdp: CDPSession) {
  await page.evaluate(() => {
    const seen = { frames: [] as number[], long: [] as number[] };
    window.seen = seen;
    let before = performance.now();
    const frame = (now: number) => {
      seen.frames.push(now - before);
      before = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => {
      seen.long.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: "longtask" });
  });
  const from = await page.evaluate(() => window.scrollY);
  const end = performance.now() + scrollFor;
  while (performance.now() < end) {
    const wheel = { type: "mouseWheel", x: 200, y: 450, deltaX: 0, deltaY: 240 } as const;
    await cdp.send("Input.dispatchMouseEvent", wheel);
  }
  return page.evaluate((start) => {
    const { frames, long } = window.seen;
    const late = frames.filter((gap) => gap > 25).length;
    return {
      "scrolled, screens": Math.round((window.scrollY - start) / 900),
      "frames drawn": frames.length,
      "frames late (> 25 ms)": late,
      "longest frame, ms": Math.round(Math.max(...frames)),
      "long tasks (> 50 ms)": long.length,
      "longest task, ms": Math.round(Math.max(0, ...long)),
    };
  }, from);
}

async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  return usedSize;
}

/** From a press on the scrubber until nothing on the screen is a placeholder any more. */
async function jumpAbout(page: Page): Promise<number> {
  const rail = await page.getByRole("slider").boundingBox();
  const times: number[] = [];
  for (const share of [0.9, 0.2, 0.6, 0.05, 0.75]) {
    const began = performance.now();
    await page.mouse.click((rail?.x ?? 0) + 10, (rail?.y ?? 0) + share * (rail?.height ?? 0));
    await page.waitForFunction(() => {
      const inSight = (each: Element) => {
        const { top, bottom } = each.getBoundingClientRect();
        return bottom > 0 && top < window.innerHeight;
      };
      const unread = [...document.querySelectorAll("[data-unread]")].some(inSight);
      return !unread && document.querySelector("[data-tile]") !== null;
    });
    times.push(performance.now() - began);
  }
  return Math.round(times.sort((a, b) => a - b)[2] ?? 0);
}
