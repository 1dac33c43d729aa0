import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkContent, nothingKnown } from '../../../src/check/check.ts';
import { keptTexts } from '../../../src/check/kept-texts.ts';
import { edited, sources } from '../../support/factories.ts';

const today = '2026-01-01';
const first = 'content/essays/first.mdx';
const faulty = edited(sources(), first, 'A second paragraph.', 'A [dead link](/nowhere/) {1}.');

/** The folder of a project, with the code that takes texts apart. */
function aFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'kept-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const folder of ['src/check', 'src/publication/text']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  writeFileSync(join(root, 'src/check/prose.ts'), 'export {};');
  return root;
}

/** Checks content as a run of its own does, and keeps its texts. */
function run(root: string, some = faulty) {
  const kept = keptTexts(root);
  const known = nothingKnown(kept.texts);
  const { errors } = checkContent(some, today, known);
  kept.keep(known.texts);
  return { errors, before: kept.texts, now: known.texts };
}

test('a run that takes no text apart finds what one found that took them all', () => {
  const root = aFolder();
  const one = run(root);
  expect(one.before.size).toBe(0);
  expect(one.errors.map(({ problem }) => problem)).toEqual([
    'the link "/nowhere/" leads to no page of this site',
    'the text has JavaScript in it, {1}',
  ]);
  const other = run(root);
  expect(other.errors).toEqual(one.errors);
  expect([...other.now].every(([path, text]) => text === other.before.get(path))).toBe(true);
});

test('a text that has changed is taken apart, and one that is gone is forgotten', () => {
  const root = aFolder();
  run(root);
  const changed = run(root, sources());
  expect(changed.errors).toEqual([]);
  expect([...changed.now].filter(([path, text]) => text !== changed.before.get(path))).toEqual([
    [first, expect.anything()],
  ]);
  const { files, ...more } = sources();
  const without = { ...more, files: files.filter(({ path }) => path !== first) };
  expect(run(root, without).now.has(first)).toBe(false);
  expect(keptTexts(root).texts.has(first)).toBe(false);
});

test('what is not as it was written, or is of other code, is not used', () => {
  const root = aFolder();
  run(root);
  const file = join(root, '.astro/texts');
  const written = readFileSync(file);
  expect(keptTexts(root).texts.size).toBeGreaterThan(1);
  for (const damaged of [
    written.subarray(0, -9),
    Buffer.from('no gzip'),
    written.map((byte, index) => (index === 400 ? byte ^ 1 : byte)),
  ]) {
    writeFileSync(file, damaged);
    expect(keptTexts(root).texts.size).toBe(0);
  }
  writeFileSync(file, written);
  expect(keptTexts(root).texts.size).toBeGreaterThan(1);
  writeFileSync(join(root, 'src/check/prose.ts'), 'export const other = 1;');
  expect(keptTexts(root).texts.size).toBe(0);
});

test('where nothing can be kept, all is taken apart each time', () => {
  const root = aFolder();
  writeFileSync(join(root, '.astro'), 'A file.');
  expect(run(root).errors).toEqual(run(root).errors);
  expect(run(root).before.size).toBe(0);
});

test('while somebody writes, a file is read again only where it has changed', () => {
  const known = nothingKnown();
  const look = (some = sources()) => checkContent(some, today, known);
  const before = look().entries.essays;
  const after = look(edited(sources(), first, 'A second paragraph.', 'Another.')).entries.essays;
  expect(after.filter((essay) => !before.includes(essay)).map(({ id }) => id)).toEqual(['first']);
  expect(after).toHaveLength(2);
  expect(look().errors).toEqual([]);
});
