// npm run test:navigation: how long it takes from the click on a link to the first paint of the next essay, with answers
// as late as on slow 4G, with the page made ready in advance and without. Both are measured in one run, in turn.
// A browser that is driven fetches the page in advance and does not draw it, so readers gain more than is measured here.
// It stands beside the tests because it measures time, and wants an installed Chrome or Chromium.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { serve } from '../support/server.ts';

const rounds = 9;
const server = await serve({ dir: 'dist', base: '/' });

// A round trip of Lighthouse's slow 4G, and ten kilobytes at its 1.6 Mbit/s, in milliseconds. The server is what is
// slow: a browser that is told to be so forgets it where a page gets a process of its own.
const late = 150 + 50;
const lateServer = createServer(async (request, response) => {
  await wait(late);
  if (response.destroyed) return; // Nobody waits for it any more.
  const answer = await fetch(new URL(request.url ?? '/', server.address));
  const { 'content-encoding': _, ...headers } = Object.fromEntries(answer.headers);
  response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
});
await new Promise<void>((resolve) => lateServer.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${(lateServer.address() as AddressInfo).port}/`;
const browser = await chromium.launch({
  ...(process.env['CHROME_PATH']
    ? { executablePath: process.env['CHROME_PATH'] }
    : { channel: 'chrome' }),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

// The first essay that another follows.
const home = await browser.newPage();
await home.goto(`${address}essays/`);
const beginning = await home
  .locator('.essay-list :is(h2, h3) a')
  .first()
  .evaluate((link) => {
    if (!(link instanceof HTMLAnchorElement)) throw new Error('There is no essay.');
    return link.href;
  });
await home.close();

/** Milliseconds from click to first paint, and whether the page had been made ready. */
async function navigate(withRules: boolean) {
  const context = await browser.newContext();
  const page = await context.newPage();
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
  await page.goto(beginning);
  const link = page.locator('a[rel=next]');
  await link.scrollIntoViewIfNeeded();
  await link.hover();
  // People rest on a link for some 300 ms before they press; https://instant.page measured it.
  await page.waitForTimeout(300);
  const clicked = Date.now();
  await Promise.all([page.waitForURL((url) => url.href !== beginning), link.click()]);
  const { painted, wasReady } = await page.evaluate(async () => {
    const paint = await new Promise<number>((resolve) => {
      const observer = new PerformanceObserver((list) => {
        const [first] = list.getEntriesByName('first-contentful-paint');
        if (first) resolve(first.startTime);
      });
      observer.observe({ type: 'paint', buffered: true });
    });
    const [entry] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & {
      activationStart: number;
      deliveryType: string;
    })[];
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
lateServer.close();
await server.close();

const median = (times: number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
const [quick, slow] = [median(results.with), median(results.without)];
console.log(`Made ready in ${ready} of ${rounds}.`);
console.log(
  `Click to first paint: ${Math.round(quick)} ms with rules, ${Math.round(slow)} ms without; ratio ${(quick / slow).toFixed(2)}.`,
);
