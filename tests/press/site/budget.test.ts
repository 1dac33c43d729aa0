import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, expect, inject, test } from 'vitest';
import { filesOf, pagesOf } from '../../support/pages.ts';

// What a host sends before it waits for the first answer: ten packets, RFC 6928.
const firstFlight = 14_336;

const [site] = inject('sites');
if (!site) throw new Error('No site was built.');
const pages = pagesOf(site).map(({ path, html }) => ({
  path,
  html,
  size: Buffer.byteLength(html),
  gzip: gzipSync(html, { level: 9 }).length,
  brotli: brotliCompressSync(html).length,
}));
const whole = pages.find(({ path }) => path.endsWith('/complete/'));

afterAll(() => {
  console.table(
    Object.fromEntries(pages.map(({ path, size, gzip, brotli }) => [path, { size, gzip, brotli }])),
  );
});

test.each(pages.filter((page) => page !== whole))(
  '$path arrives in the first flight, whole, with all its styles',
  ({ html, gzip }) => {
    expect(html).not.toMatch(/<link[^>]+rel="?stylesheet/);
    expect(gzip).toBeLessThanOrEqual(firstFlight);
  },
);

test('of a whole series the first flight brings the styles, the title, the contents and the beginning', () => {
  const [beginning = ''] = whole?.html.split('<article') ?? [];
  expect(beginning).toMatch(/<style>[^]*<h1[^]*class="contents/);
  expect(whole?.html.slice(beginning.length)).not.toMatch(/<style|<link[^>]+rel="?stylesheet/);
  expect(gzipSync(beginning, { level: 9 }).length).toBeLessThanOrEqual(firstFlight);
});

test.each(pages)('$path is at most 100 KB before compression', ({ size }) => {
  expect(size).toBeLessThanOrEqual(100_000);
});

test('the fonts that an essay in English may load are at most 45 KB', () => {
  const fonts = filesOf(site).filter((file) => /source-serif-basic.*\.woff2$/.test(file));
  const sizes = fonts.map((file) => readFileSync(join(site.dir, file)).length);
  expect(fonts).toHaveLength(2);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(45_000);
});
