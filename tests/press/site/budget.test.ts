import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { filesOf, pagesOf } from '../../support/pages.ts';

// Essays of the length that the fixture has are no reason for a page to be late.

const site = inject('sites').everything;
const pages = pagesOf(site);

test.each(pages.filter(({ path }) => !path.endsWith('/complete/')))(
  '$path arrives in the first flight, whole',
  ({ html }) => {
    expect(gzipSync(html, { level: 9 }).length).toBeLessThanOrEqual(14_336);
  },
);

test.each(pages)('$path is at most 100 KB before compression', ({ html }) => {
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(100_000);
});

test('every book has at most 500 KB', () => {
  for (const file of filesOf(site).filter((path) => path.endsWith('.epub'))) {
    expect(readFileSync(join(site.dir, file)).length, file).toBeLessThanOrEqual(500_000);
  }
});
