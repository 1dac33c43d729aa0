// npm run test:navigation: how long it takes from the click on a link to the first paint of the next essay, on a
// connection like slow 4G, with the page made ready in advance and without. Both are measured in one run, in turn.
// A browser that is driven fetches the page in advance and does not draw it, so readers gain more than is measured here.
// It stands beside the tests because it measures time, and wants an installed Chrome or Chromium.

import { chromium } from 'playwright-core';
import { serve } from './support/server.ts';

const rounds = 9;
const server = await serve({ dir: 'dist', base: '/' });
const browser = await chromium.launch({
  ...(process.env['CHROME_PATH']
    ? { executablePath: process.env['CHROME_PATH'] }
    : { channel: 'chrome' }),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

/** Milliseconds from click to first paint, and whether the page had been made ready. */
async function navigate(withRules: boolean) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  });
  const rules = 'type="speculationrules"';
  await page.route(
    '**/*',
    async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      await route.fulfill({
        response,
        body: withRules ? body : body.replace(rules, 'type="none"'),
      });
    },
    { times: 1 },
  );
  await page.goto(`${server.address}essays/until-its-about-you/`);
  const link = page.locator('a[rel=next]');
  await link.scrollIntoViewIfNeeded();
  await link.hover();
  // People rest on a link for some 300 ms before they press; https://instant.page measured it.
  await page.waitForTimeout(300);
  const clicked = Date.now();
  await Promise.all([page.waitForURL(/its-not-about-you/), link.click()]);
  const { painted, wasReady } = await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const [entry] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & {
      activationStart: number;
      deliveryType: string;
    })[];
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    const activated = entry?.activationStart ?? 0;
    return {
      painted: performance.timeOrigin + Math.max(paint, activated),
      wasReady: activated > 0 || entry?.deliveryType === 'navigational-prefetch',
    };
  });
  await context.close();
  return { time: painted - clicked, wasReady };
}

const results = { with: [] as number[], without: [] as number[] };
let ready = 0;
for (let round = 0; round < rounds; round++) {
  const first = await navigate(true);
  results.with.push(first.time);
  ready += Number(first.wasReady);
  results.without.push((await navigate(false)).time);
}
await browser.close();
await server.close();

const median = (times: number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
const [quick, slow] = [median(results.with), median(results.without)];
console.log(`Made ready in ${ready} of ${rounds}.`);
console.log(
  `Click to first paint: ${Math.round(quick)} ms with rules, ${Math.round(slow)} ms without; ratio ${(quick / slow).toFixed(2)}.`,
);
