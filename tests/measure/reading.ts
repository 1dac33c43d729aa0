// npm run measure -- reading: how long after the click on a link from elsewhere an essay is there, beside the same page
// without a font and beside bare HTML, over HTTP/1.1 and HTTP/2: at the end of a link that is as slow as a phone on slow
// 4G, with a processor four times slower than this one, and as Lighthouse simulates it. All in turn, in one run. It
// wants OpenSSL for HTTP/2, and fetches Lighthouse.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { withoutLetters } from '../support/pages.ts';
import { lighthouseOf } from './lighthouse.ts';
import { protocols, serveSmall, type Protocol } from './slow-server.ts';
import { median, variantsOf, type Change } from './variants.ts';

const rounds = 5;

const styles = /<style>[^]*<\/style>/;
const faces = /@media \(width>=40em\)\{@font-face\{[^}]*\}\}|@font-face\{[^}]*\}/g;
const preload = /<link rel="preload"[^>]*>/;

const kinds = {
  'as it is': (html) => html,
  'without a font': (html) =>
    html.replace(preload, '').replace(styles, (all) => all.replaceAll(faces, '')),
  'as bare HTML': (html) =>
    html.replace(
      /<head>[^]*<\/head>/,
      '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Essay</title></head>',
    ),
} satisfies Record<string, Change>;
type Kind = keyof typeof kinds;
const allKinds: readonly Kind[] = ['as it is', 'without a font', 'as bare HTML'];

/** What was measured of an essay over a protocol: milliseconds to the largest paint, the median of the rounds. */
export interface Reading {
  path: string;
  protocol: Protocol;
  /** Of the page, in bytes. */
  brotli: number;
  gzip: number;
  slowLink: Record<Kind, number>;
  simulated: Record<Kind, number>;
}

/** Measures the shortest and the longest essay of a built site. */
export async function readingOf(dir: string): Promise<Reading[]> {
  const pages = globSync('essays/*/index.html', { cwd: dir })
    .map((file) => ({
      path: `/${file.slice(0, -'index.html'.length)}`,
      html: readFileSync(join(dir, file), 'utf8'),
    }))
    .filter(({ html }) => !html.includes('http-equiv="refresh"'))
    .map((page) => ({ ...page, length: brotliCompressSync(withoutLetters(page.html)).length }))
    .toSorted((a, b) => a.length - b.length);
  const variants = await variantsOf(dir, kinds);
  const { browser, environment } = await launchBrowser();
  const readings: Reading[] = [];
  try {
    for (const protocol of protocols) {
      const servers = new Map<Kind, Awaited<ReturnType<typeof serveSmall>>>();
      for (const kind of allKinds)
        servers.set(kind, await serveSmall(variants.dirOf(kind), protocol));
      for (const { path, html } of [...pages.slice(0, 1), ...pages.slice(-1)]) {
        const measure = (paintOf: (server: { direct: string; slow: string }) => Promise<number>) =>
          inTurn(async (kind) => {
            const server = servers.get(kind);
            return server ? paintOf(server) : NaN;
          });
        readings.push({
          ...{ path, protocol, brotli: brotliCompressSync(html).length },
          gzip: gzipSync(html, { level: 9 }).length,
          slowLink: await measure(({ slow }) => paintOnSlowLink(browser, slow + path)),
          simulated: await measure(async ({ direct }) => {
            const { audits } = await lighthouseOf(direct + path, environment);
            return audits['largest-contentful-paint'].numericValue;
          }),
        });
      }
      for (const server of servers.values()) await server.close();
    }
  } finally {
    await browser.close();
    await variants.remove();
  }
  return readings;
}

/** The median of some rounds for each kind of page, taken in turn. */
async function inTurn(measure: (kind: Kind) => Promise<number>): Promise<Record<Kind, number>> {
  const values: Record<Kind, number[]> = {
    'as it is': [],
    'without a font': [],
    'as bare HTML': [],
  };
  for (let round = 0; round < rounds; round++) {
    for (const kind of allKinds) values[kind].push(await measure(kind));
  }
  return {
    'as it is': median(values['as it is']),
    'without a font': median(values['without a font']),
    'as bare HTML': median(values['as bare HTML']),
  };
}

/** Milliseconds from the click to the largest paint of what is in sight on a phone. */
async function paintOnSlowLink(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    ignoreHTTPSErrors: true,
  });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(address);
  await page.waitForTimeout(700);
  const paint = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) =>
          resolve(list.getEntries().at(-1)?.startTime ?? NaN),
        ).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
  await context.close();
  return paint;
}

/** A reading as rows of a table: what stands beside what, as a ratio and in milliseconds. */
export function rowsOf(readings: readonly Reading[]): Record<string, string> {
  const beside = (times: Record<Kind, number>, kind: Kind) =>
    `${(times['as it is'] / times[kind]).toFixed(2)} (${Math.round(times['as it is'] - times[kind])} ms)`;
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
  return Object.fromEntries(
    readings.flatMap(({ protocol, brotli, gzip, slowLink, simulated }) =>
      Object.entries({ 'slow link': slowLink, Lighthouse: simulated }).map(([link, times]) => [
        `largest paint, ${link}, ${protocol}, of ${kilobytes(brotli)} (by gzip ${kilobytes(gzip)}): to itself without a font; to bare HTML`,
        `${beside(times, 'without a font')}; ${beside(times, 'as bare HTML')}`,
      ]),
    ),
  );
}
