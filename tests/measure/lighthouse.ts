// npm run test:lighthouse: what Lighthouse says of a page of each kind, on a simulated phone on slow 4G. It stands
// beside the tests because Lighthouse is 180 MB, wants an installed Chrome or Chromium, and measures time.

import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from '../support/build.ts';
import { serve } from '../support/server.ts';

const lighthouse = 'lighthouse@13.5.0';

/** The first page of each kind that the site has. */
const pagesOfKinds = (dir: string): string[] => {
  const pages = globSync('**/index.html', { cwd: dir })
    .map((file) => file.slice(0, -'index.html'.length))
    .toSorted();
  const kinds = [/^$/, /^essays\/[^/]+\/$/, /^essays\/$/, /^series\/[^/]+\/$/, /^authors\/$/];
  return [...kinds, /^authors\/[^/]+\/$/, /^about\/$/].flatMap(
    (kind) => pages.find((path) => kind.test(path)) ?? [],
  );
};

// Six round trips of 150 ms, and what they carry: the page is there after four, its font after two more. The fastest
// peer, eleventy-base-blog 9, which has no font of its own, has 894 ms.
const slowest = 950;

/** What Lighthouse says of an address, as its JSON has it. */
export async function lighthouseOf(address: string, env: NodeJS.ProcessEnv = process.env) {
  const flags = '--headless --no-sandbox --disable-gpu --disable-background-networking';
  const { stdout } = await promisify(execFile)(
    'npm',
    [
      ...['exec', '--yes', '--', lighthouse, address, '--output=json', '--quiet'],
      `--chrome-flags=${flags} --ignore-certificate-errors`,
    ],
    { maxBuffer: 100_000_000, env },
  );
  return JSON.parse(stdout);
}

/** What it says of each page: four scores of 100, milliseconds, and the layout shift. */
export async function lighthouseRows(): Promise<Record<string, Record<string, number>>> {
  // Built for the address where it is served: canonical addresses elsewhere would count as errors.
  const dir = await mkdtemp(join(tmpdir(), 'site-'));
  const server = await serve({ dir, base: '/' });
  await build(process.cwd(), dir, { SITE_URL: server.address });

  const rows: Record<string, Record<string, number>> = {};
  for (const path of pagesOfKinds(dir)) {
    const { categories, audits } = await lighthouseOf(server.address + path);
    rows[`/${path}`] = {
      performance: categories.performance.score * 100,
      accessibility: categories.accessibility.score * 100,
      'best practices': categories['best-practices'].score * 100,
      SEO: categories.seo.score * 100,
      'LCP ms': Math.round(audits['largest-contentful-paint'].numericValue),
      CLS: audits['cumulative-layout-shift'].numericValue,
    };
  }
  await server.close();
  await rm(dir, { recursive: true });
  return rows;
}

if (import.meta.main) {
  const rows = await lighthouseRows();
  console.table(rows);

  for (const [path, row] of Object.entries(rows)) {
    const { 'LCP ms': lcp = Infinity, CLS: cls = 1, ...scores } = row;
    const isGood =
      Object.values(scores).every((score) => score === 100) && lcp <= slowest && cls === 0;
    if (!isGood) {
      console.error(`${path} is below 100, or its LCP above ${slowest} ms, or its CLS above 0.`);
      process.exitCode = 1;
    }
  }
}
