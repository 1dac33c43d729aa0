// npm run measure [-- bench lighthouse …]: measures what the README says under Figures, prints it, and writes it there. By
// itself it measures the site and what a browser asks of it; what is slow is measured where it is named. A figure that is
// not measured stays as it was.

import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { format, resolveConfig } from 'prettier';
import { launchBrowser } from '../support/browser.ts';
import { build } from '../support/build.ts';
import { filesOf, pagesOf } from '../support/pages.ts';
import { serve } from '../support/server.ts';
import { benchOf } from './bench.ts';
import { lighthouseRows } from './lighthouse.ts';
import { readingOf, rowsOf as readingRows } from './reading.ts';
import { rowsOf as turningRows, turningOf } from './turning.ts';

/** Figures by what they are of, in words. */
type Figures = Record<string, string>;

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
const range = (values: readonly number[], unit: (value: number) => string) => {
  const [least, most] = [unit(Math.min(...values)), unit(Math.max(...values))];
  return least === most ? least : `${least} to ${most}`;
};

/** A site as it is built for the address at which it is served, for as long as it is measured. */
async function withSite(
  measure: (site: { dir: string; address: string; seconds: number }) => Figures | Promise<Figures>,
): Promise<Figures> {
  const dir = await mkdtemp(join(tmpdir(), 'site-'));
  const server = await serve({ dir, base: '/' });
  try {
    const start = performance.now();
    await build(process.cwd(), dir, { SITE_URL: server.address });
    const seconds = (performance.now() - start) / 1000;
    return await measure({ dir, address: server.address, seconds });
  } finally {
    await server.close();
    await rm(dir, { recursive: true });
  }
}

const site = () =>
  withSite(({ dir, seconds }) => {
    const built = { name: '', dir, origin: '', base: '/' };
    const files = filesOf(built).map((path) => ({ path, bytes: readFileSync(join(dir, path)) }));
    const uncompressed = /(?<!\.br|\.gz)$/;
    const sizes = (pattern: RegExp) =>
      files.filter(({ path }) => pattern.test(path)).map(({ bytes }) => bytes.length);
    const sum = (pattern: RegExp) => sizes(pattern).reduce((all, size) => all + size, 0);
    const compressed = (pattern: RegExp) =>
      pagesOf(built)
        .filter(({ path }) => pattern.test(path))
        .map(({ html }) => brotliCompressSync(html).length);
    return {
      'an essay’s page by Brotli, with its styles (13.9 KB and headers arrive in the first flight), and its letters where they fit in':
        range(compressed(/^\/essays\/[^/]+\/$/), kilobytes),
      'the roman, and the italic': range(sizes(/source-serif-basic.*woff2$/), kilobytes),
      'an e-book': range(sizes(/\.epub$/), kilobytes),
      'a series on one page': `${range(sizes(/\/complete\/index\.html$/), kilobytes)}; compressed ${range(compressed(/\/complete\/$/), kilobytes)}`,
      'the search, before its index': kilobytes(sum(/pagefind\.js$|wasm\..*\.pagefind$/)),
      'the whole site': `${sizes(uncompressed).length} files, ${(sum(uncompressed) / 1e6).toFixed(1)} MB before compression`,
      '`npm run build`': `${seconds.toFixed(1)} s`,
    };
  });

const browser = () =>
  withSite(async ({ dir, address }) => {
    const { browser: chrome } = await launchBrowser();
    const counts: number[] = [];
    for (const { path } of pagesOf({ name: '', dir, origin: '', base: '/' })) {
      if (!/^\/essays\/[^/]+\/$/.test(path)) continue;
      const page = await chrome.newPage({ viewport: { width: 390, height: 844 } });
      let requests = 0;
      page.on('request', (request) => {
        // The next essay is made ready besides.
        const isInAdvance = request.headers()['sec-purpose'] !== undefined;
        requests += Number(!isInAdvance && !/^data:|\.svg$/.test(request.url()));
      });
      await page.goto(new URL(path, address).href);
      await page.evaluate(() => document.fonts.ready);
      counts.push(requests);
      await page.close();
    }
    const version = chrome.version();
    await chrome.close();
    return { [`requests for an essay on a phone (Chromium ${version})`]: range(counts, String) };
  });

async function bench(): Promise<Figures> {
  const essays = 1000;
  const { costs, made } = await benchOf(essays);
  const time = (project: string, kind: string) => costs[project]?.[kind]?.processor ?? NaN;
  const memory = (project: string) =>
    `${((costs[project]?.['cold']?.memory ?? NaN) / 1e9).toFixed(1)} GB`;
  const plain = time('plain', 'cold');
  return {
    'a thousand essays, beside a plain Astro project on them: processor time of its pages alone': (
      time('ours, pages alone', 'cold') / plain
    ).toFixed(2),
    'of all of it': `${(time('ours', 'cold') / plain).toFixed(2)}, for ${made['ours']?.files} files to ${made['plain']?.files}; ${memory('ours')} to ${memory('plain')}`,
    'the same, beside the essays in plain Markdown': (
      time('ours', 'cold') / time('markdown', 'cold')
    ).toFixed(2),
    'of the same again with one essay changed, beside its own first build': (
      time('ours', 'one essay changed') / time('ours', 'cold')
    ).toFixed(2),
  };
}

async function lighthouse(): Promise<Figures> {
  const rows = Object.values(await lighthouseRows());
  const all = (name: string) => rows.map((row) => row[name] ?? NaN);
  const scores = ['performance', 'accessibility', 'best practices', 'SEO'].flatMap(all);
  return {
    'Lighthouse, phone, four categories, a page of each kind': range(scores, String),
    'its largest contentful paint, simulated slow 4G': range(all('LCP ms'), (ms) => `${ms} ms`),
    'its layout shift': range(all('CLS'), (shift) => shift.toFixed(3)),
  };
}

const reading = () => withSite(async ({ dir }) => readingRows(await readingOf(dir)));

const turning = () => withSite(async ({ dir }) => turningRows(await turningOf(dir)));

const groups: Record<string, () => Promise<Figures>> = {
  site,
  browser,
  reading,
  turning,
  bench,
  lighthouse,
};
const [start, end] = ['<!-- figures -->', '<!-- end of figures -->'];

/** What was measured, and by which command. */
interface Row {
  figure: string;
  how: string;
}

/** The figures that a text holds between two marks, each with the command that measured it. */
function figuresIn(text: string): Map<string, Row> {
  const table = text.slice(text.indexOf(start), text.indexOf(end));
  const rows = [...table.matchAll(/^\| (.+?) +\| (.+?) +\| (`npm.+?`) +\|$/gm)];
  return new Map(rows.map(([, what = '', figure = '', how = '']) => [what, { figure, how }]));
}

/** A text with the figures between its marks: those that it holds, and over them those of a group. */
export function withFigures(text: string, group: string, measured: Figures): string {
  const how = `\`npm run measure -- ${group}\``;
  // A figure that the group no longer has goes; the others take its place.
  const all = [...figuresIn(text)];
  const place = all.findIndex(([, row]) => row.how === how);
  const kept = all.filter(([, row]) => row.how !== how);
  const rows = kept.toSpliced(
    place < 0 ? kept.length : place,
    0,
    ...Object.entries(measured).map(([what, figure]): [string, Row] => [what, { figure, how }]),
  );
  const lines = rows.map(([what, row]) => `| ${what} | ${row.figure} | ${row.how} |`);
  const table = ['| what | figure | how |', '| --- | --- | --- |', ...lines].join('\n');
  const [before = '', after] = [text.split(start)[0], text.split(end)[1]];
  if (after === undefined) throw new Error(`The README has no ${start} and ${end}.`);
  return `${before}${start}\n\n${table}\n\n${end}${after}`;
}

if (import.meta.main) {
  const named = process.argv.slice(2);
  const chosen = named.length > 0 ? named : ['site', 'browser'];
  const unknown = chosen.find((name) => !groups[name]);
  if (unknown !== undefined) {
    console.error(`There is no ${unknown}: npm run measure -- ${Object.keys(groups).join(' ')}`);
    process.exit(1);
  }
  for (const name of chosen) {
    const measured = (await groups[name]?.()) ?? {};
    console.log(
      Object.entries(measured)
        .map(([what, figure]) => `| ${what} | ${figure} |`)
        .join('\n'),
    );
    const text = withFigures(readFileSync('README.md', 'utf8'), name, measured);
    const options = await resolveConfig('README.md');
    writeFileSync('README.md', await format(text, { ...options, filepath: 'README.md' }));
  }
  console.log(
    `Measured on ${availableParallelism()} processors, ${process.platform}, Node ${process.versions.node}.`,
  );
}
