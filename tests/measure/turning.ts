// npm run measure -- turning: how long it takes from the click on the link to the next essay to its first paint, at the
// end of a link that is as slow as a phone on slow 4G: as the site is, without its rules, and with what many sites do
// instead, a script that fetches a page in advance when a pointer rests on a link. On a desk the pointer rests 300 ms
// before the click; on a phone the link is in sight for a second before the touch. All in turn, in one run.
// A browser that is driven fetches the page in advance and does not draw it, so readers gain more than is measured here.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { serveSmall } from './slow-server.ts';
import { median, variantsOf, type Change } from './variants.ts';

const rounds = 5;

const rules = /<script type="speculationrules">[^]*?<\/script>/;
const prefetch = `<script>
addEventListener('mouseover', ({ target }) => {
  const link = target.closest('a');
  if (!link || link.fetched) return;
  link.fetched = true;
  document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: link.href }));
});
</script>`;

const kinds = {
  'as it is': (html) => html,
  'without rules': (html) => html.replace(rules, ''),
  'with a prefetching script': (html) =>
    html.replace(rules, prefetch).replace("require-trusted-types-for 'script';", ''),
} satisfies Record<string, Change>;
type Kind = keyof typeof kinds;
const allKinds: readonly Kind[] = ['as it is', 'without rules', 'with a prefetching script'];

/**
 * Milliseconds from click to paint on a desk and on a phone, the median of the rounds, and of the site as it is the most
 * bytes that were fetched before the click, besides those of the first page.
 */
export async function turningOf(dir: string) {
  const first = globSync('essays/*/index.html', { cwd: dir })
    .toSorted()
    .find((file) => /<a [^>]*rel="next"/.test(readFileSync(join(dir, file), 'utf8')));
  if (first === undefined) throw new Error('No essay is followed by another.');
  const variants = await variantsOf(dir, kinds);
  const { browser } = await launchBrowser();
  const times: Record<string, Record<Kind, number> & { fetched: number }> = {};
  try {
    const servers = new Map<Kind, Awaited<ReturnType<typeof serveSmall>>>();
    for (const kind of allKinds) {
      servers.set(kind, await serveSmall(variants.dirOf(kind), 'HTTP/1.1'));
    }
    for (const device of ['on a desk', 'on a phone'] as const) {
      const turns = new Map(allKinds.map((kind) => [kind, [] as Turn[]]));
      for (let round = 0; round < rounds; round++) {
        for (const [kind, server] of servers) {
          turns.get(kind)?.push(await turn(browser, server, first, device === 'on a phone'));
        }
      }
      const most = (kind: Kind) => Math.max(...(turns.get(kind) ?? []).map(({ sent }) => sent));
      const medianOf = (kind: Kind) => median((turns.get(kind) ?? []).map(({ time }) => time));
      times[device] = {
        'as it is': medianOf('as it is'),
        'without rules': medianOf('without rules'),
        'with a prefetching script': medianOf('with a prefetching script'),
        fetched: most('as it is') - most('without rules'),
      };
    }
    for (const server of servers.values()) await server.close();
  } finally {
    await browser.close();
    await variants.remove();
  }
  return times;
}

interface Turn {
  /** Milliseconds from the click on the link to the next essay to its first paint. */
  time: number;
  /** The bytes that were sent before the click. */
  sent: number;
}

async function turn(
  browser: Browser,
  server: Awaited<ReturnType<typeof serveSmall>>,
  first: string,
  isPhone: boolean,
): Promise<Turn> {
  const address = `${server.slow}/${first.replace('index.html', '')}`;
  const context = await browser.newContext({
    viewport: isPhone ? { width: 360, height: 740 } : { width: 1280, height: 900 },
    hasTouch: isPhone,
    isMobile: isPhone,
  });
  const page = await context.newPage();
  const before = server.sent();
  await page.goto(address);
  const link = page.locator('a[rel=next]').first();
  await link.scrollIntoViewIfNeeded();
  if (!isPhone) await link.hover();
  // People rest on a link for some 300 ms before they press; https://instant.page measured it.
  await page.waitForTimeout(isPhone ? 1000 : 300);
  const sent = server.sent() - before;
  const clicked = Date.now();
  await Promise.all([
    page.waitForURL((url) => url.href !== address),
    isPhone ? link.tap() : link.click(),
  ]);
  const painted = await page.evaluate(async () => {
    const paint = await new Promise<number>((resolve) => {
      const observer = new PerformanceObserver((list) => {
        const [first] = list.getEntriesByName('first-contentful-paint');
        if (first) resolve(first.startTime);
      });
      observer.observe({ type: 'paint', buffered: true });
    });
    const [entry] = performance.getEntriesByType('navigation');
    const activated = entry && 'activationStart' in entry ? Number(entry.activationStart) : 0;
    return performance.timeOrigin + Math.max(paint, activated);
  });
  await context.close();
  return { time: painted - clicked, sent };
}

/** What was measured as rows of a table. */
export const rowsOf = (times: Awaited<ReturnType<typeof turningOf>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(times).map(([device, of]) => [
      `from the click to the next essay ${device}, to the same without rules; with a script that prefetches`,
      (['without rules', 'with a prefetching script'] as const)
        .map((kind) => (of['as it is'] / of[kind]).toFixed(2))
        .join('; ') + ` (${Math.round(of['as it is'])} ms, ${of.fetched} bytes fetched in advance)`,
    ]),
  );
