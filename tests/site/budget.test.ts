import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, expect, inject, test } from 'vitest';
import { filesOf, pagesOf } from '../support/pages.ts';

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

afterAll(() => {
  console.table(
    Object.fromEntries(pages.map(({ path, size, gzip, brotli }) => [path, { size, gzip, brotli }])),
  );
});

test.each(pages)(
  '$path arrives in the first flight, whole, with all its styles',
  ({ html, gzip }) => {
    expect(html).not.toMatch(/<link[^>]+rel="?stylesheet/);
    expect(gzip).toBeLessThanOrEqual(firstFlight);
  },
);

test.each(pages)('$path is at most 100 KB before compression', ({ size }) => {
  expect(size).toBeLessThanOrEqual(100_000);
});

test('the fonts that an essay in English may load are at most 45 KB', () => {
  const fonts = filesOf(site).filter((file) => /source-serif-basic.*\.woff2$/.test(file));
  const sizes = fonts.map((file) => readFileSync(join(site.dir, file)).length);
  expect(fonts).toHaveLength(2);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(45_000);
});
