import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { bringsLetters, filesOf, pagesOf, withoutLetters } from '../../support/pages.ts';

// Essays of the length that the fixture has are no reason for a page to be late.

const site = inject('sites').everything;
const pages = pagesOf(site);

test.each(pages.filter(({ path }) => !path.endsWith('/complete/')))(
  '$path arrives in the first flight, whole',
  ({ html }) => {
    expect(gzipSync(withoutLetters(html), { level: 9 }).length).toBeLessThanOrEqual(14_336);
    // With the headers that come before it.
    if (bringsLetters(html)) expect(brotliCompressSync(html).length).toBeLessThanOrEqual(13_900);
  },
);

test('essays of some length, and those in other letters, share theirs; others bring them along', () => {
  const bring = (path: string) =>
    bringsLetters(pages.find((page) => page.path === path)?.html ?? '');
  for (const path of ['/', '/essays/measure-once/', '/essays/vom-kleben/']) {
    expect(bring(path), path).toBe(true);
  }
  for (const path of [
    '/essays/the-pencil/',
    '/essays/al-khatt/',
    '/essays/zhi-xian/',
    '/search/',
  ]) {
    expect(bring(path), path).toBe(false);
  }
});

test.each(pages)('$path is at most 100 KB before compression', ({ html }) => {
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(100_000);
});

test('every book has at most 500 KB', () => {
  for (const file of filesOf(site).filter((path) => path.endsWith('.epub'))) {
    expect(readFileSync(join(site.dir, file)).length, file).toBeLessThanOrEqual(500_000);
  }
});
