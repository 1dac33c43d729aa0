import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { kept } from '../../src/editions/kept.ts';

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kept-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text));
const never = () => Promise.reject(new Error('It is made again.'));

test('what was made is made once, and is what it was', async () => {
  const folder = await aFolder();
  await kept(['a', 'b'], async () => bytesOf('made'), folder);
  expect(await kept(['a', 'b'], never, folder)).toEqual(bytesOf('made'));
});

test.each([
  ['another thing', ['a', 'c']],
  ['one thing more', ['a', 'b', '']],
  ['the same letters in other things', ['ab', '']],
])('what was made is not used for %s', async (_, from) => {
  const folder = await aFolder();
  await kept(['a', 'b'], async () => bytesOf('made'), folder);
  expect(await kept(from, async () => bytesOf('new'), folder)).toEqual(bytesOf('new'));
});

test.each([
  ['empty', (file: string) => truncate(file)],
  ['cut off', (file: string) => truncate(file, 34)],
  ['another', (file: string) => writeFile(file, 'x'.repeat(100))],
])('a file that is %s is not used, and is written anew', async (_, spoil) => {
  const folder = await aFolder();
  await kept(['a'], async () => bytesOf('made'), folder);
  const [name = ''] = await readdir(folder);
  await spoil(join(folder, name));
  expect(await kept(['a'], async () => bytesOf('again'), folder)).toEqual(bytesOf('again'));
  expect(await kept(['a'], never, folder)).toEqual(bytesOf('again'));
});

test('where nothing can be kept, things are made all the same', async () => {
  const folder = join(await aFolder(), 'file');
  await writeFile(folder, '');
  expect(await kept(['a'], async () => bytesOf('made'), folder)).toEqual(bytesOf('made'));
});
