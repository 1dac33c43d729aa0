import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { seal, unseal } from '../../../src/output/cache-seal.ts';

/** A folder of caches as a whole build leaves it, and whether the next build finds in it what was kept. */
function aCache() {
  const folder = mkdtempSync(join(tmpdir(), 'cache-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'dist'));
  const page = join(folder, 'dist/index.html');
  writeFileSync(page, 'A page.');
  writeFileSync(join(folder, 'list.json'), '{}');
  seal(folder);
  return { folder, page, isUsed: () => (unseal(folder), existsSync(page)) };
}

test('what a whole build kept, the next one uses', () => {
  expect(aCache().isUsed()).toBe(true);
});

test.each<[string, (cache: ReturnType<typeof aCache>) => void]>([
  ['a build did not come to its end', ({ folder }) => unseal(folder)],
  ['a file is cut', ({ page }) => truncateSync(page, 3)],
  ['a file has other bytes', ({ page }) => writeFileSync(page, 'A pagE.')],
  ['a file is gone', ({ folder }) => rmSync(join(folder, 'list.json'))],
  ['a file has come', ({ folder }) => writeFileSync(join(folder, 'new'), '')],
  ['the seal is cut', ({ folder }) => truncateSync(join(folder, 'seal'), 9)],
])('nothing of it is used where %s', (_, spoil) => {
  const cache = aCache();
  spoil(cache);
  expect(cache.isUsed()).toBe(false);
});

test('a lock is not of the cache', () => {
  const cache = aCache();
  writeFileSync(join(cache.folder, 'build.lock'), '');
  expect(cache.isUsed()).toBe(true);
});
