import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { completePages } from '../../../src/output/finish.ts';
import finishedPage from '../../../src/output/finished-page.ts';
import { precompress } from '../../../src/output/precompress.ts';
import { buildCacheIn, type Files } from '../../../src/output/build-cache.ts';
import { threadFor } from '../../../src/threads/thread.ts';

async function aFolder(files: Record<string, string> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'finish-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const page = (body = '') => `<head><meta charset="utf-8"></head>${body}`;
const finish = (html: string, address: string) => finishedPage({ html, address }).html;
const sizeOf = (path: string) => `<span data-size-of="${path}">1\u00a0KB</span>`;

test('the size of a page is that of the page with its policy', async () => {
  const root = await aFolder({
    // One page before the other whose size it says, and one after.
    'a.html': page(sizeOf('/base/index.html')),
    'index.html': page('x'.repeat(4_300)),
    'z.html': page(sizeOf('/base/')),
  });
  completePages(root, ['a.html', 'index.html', 'z.html'], '/base/', finish);
  const kilobytes = Math.round(statSync(join(root, 'index.html')).size / 1000);
  expect(kilobytes).toBe(5);
  for (const name of ['a.html', 'z.html']) {
    expect(readFileSync(join(root, name), 'utf8')).toContain(`, ${kilobytes}\u00a0KB`);
  }
});

test('a page that says the size of a file that is not there stops the build', async () => {
  const root = await aFolder({ 'index.html': page(sizeOf('/none.epub')) });
  expect(() => completePages(root, ['index.html'], '/', finish)).toThrow('none.epub');
});

test.each([
  ['<script>alert(1)</script>', '<script>alert(1)'],
  ['<SCRIPT src="a.js"></SCRIPT>', '<script src="a.js">'],
  ['<script type="module">import "/a.js"</script>', '<script type="module">import "/a.js"'],
])('a script that is none of the site’s own is an error: %s', (script, said) => {
  const own = readFileSync('src/components/head.js', 'utf8');
  const allowed = `<script>${own}</script><script type="application/ld+json">{}</script><script type="speculationrules">{}</script>`;
  const errorsOf = (html: string) => finishedPage({ html, address: '/essays/a/' }).errors;
  expect(errorsOf(page(allowed))).toEqual([]);
  expect(errorsOf(page(allowed + script))).toEqual([
    `/essays/a/ has a script that is none of the site’s own, ${said}: take it out, or write it into a file src/components/*.js for its component to import.`,
  ]);
});

test('a page without its character set stops the build', () => {
  expect(() => finish('<head></head>', '/')).toThrow('charset');
});

test('what is rendered is finished once, and what is not rendered all the same', async () => {
  const rendered = finish(page(sizeOf('/z.html')), '/');
  const root = await aFolder({ 'index.html': rendered, 'z.html': page() });
  completePages(root, ['index.html', 'z.html'], '/', finish);
  const read = (name: string) => readFileSync(join(root, name), 'utf8');
  expect(read('index.html')).toBe(rendered.replace(sizeOf('/z.html'), ', 1\u00a0KB'));
  expect(read('z.html')).toBe(finish(page(), '/z.html'));
});

test('a thread finishes what is finished here', async () => {
  const rendered = { html: page('<style>p{a:b}</style><script>1</script><p>'), address: '/a/' };
  const thread = threadFor(new URL('../../../src/output/finished-page.ts', import.meta.url));
  expect(await thread.run(rendered)).toEqual(finishedPage(rendered));
});

// Some words, as a text of the interface has them.
const text = readFileSync('src/words/en.ts', 'utf8');

test.each([
  ['at most two megabytes is compressed as far as it can be', 2_000_000, 11],
  ['more is compressed quickly', 2_000_001, 5],
])('a site of %s, whatever is kept of it', async (_, bytes, level) => {
  const others = 'x'.repeat(bytes - Buffer.byteLength(text));
  const root = await aFolder({ 'a.txt': text, 'b.txt': others, 'c.txt': 'x', 'd.png': text });
  const params = { [constants.BROTLI_PARAM_QUALITY]: level };
  const expected = brotliCompressSync(text, { params });
  const kept = join(await aFolder(), 'kept');
  // From nothing, and from what is kept of it.
  for (const files of [
    ['a.txt', 'b.txt', 'c.txt', 'd.png'],
    ['a.txt', 'b.txt'],
  ]) {
    const cache = buildCacheIn(kept);
    await precompress(root, files, cache);
    cache.keep();
    expect(readFileSync(join(root, 'a.txt.br')).equals(expected)).toBe(true);
    expect(gunzipSync(readFileSync(join(root, 'a.txt.gz'))).toString()).toBe(text);
  }
  const written = ['a.txt', 'b.txt'].flatMap((name) => [name, `${name}.br`, `${name}.gz`]);
  expect((await readdir(root)).toSorted()).toEqual([...written, 'c.txt', 'd.png']);
});

const file = (text: string): Files => ({ file: Uint8Array.from(Buffer.from(text)) });
const textOf = (files: Files) => Buffer.from(files['file'] ?? []).toString();
const never = () => Promise.reject(new Error('It is made again.'));

/** A file in which what was made from 'a' and 'b' is kept. */
async function aKept(): Promise<string> {
  const path = join(await aFolder(), 'cache', 'kept');
  const kept = buildCacheIn(path);
  await kept.files(['a', 'b'], () => file('made'));
  kept.keep();
  return path;
}

test('what a build made, the next does not make again', async () => {
  expect(textOf(await buildCacheIn(await aKept()).files(['a', 'b'], never))).toBe('made');
});

test.each([
  ['another thing', ['a', 'c']],
  ['one thing more', ['a', 'b', '']],
  ['the same letters in other things', ['ab', '']],
])('what a build made is not used for %s', async (_, from) => {
  const kept = buildCacheIn(await aKept());
  expect(textOf(await kept.files(from, () => file('new')))).toBe('new');
});

test('what a build does not ask for is not kept any longer', async () => {
  const path = await aKept();
  buildCacheIn(path).keep();
  expect(textOf(await buildCacheIn(path).files(['a', 'b'], () => file('new')))).toBe('new');
});

test.each([
  ['empty', (path: string) => truncate(path)],
  ['cut off', (path: string) => truncate(path, 50)],
  ['another', (path: string) => writeFile(path, 'x'.repeat(100))],
])('a file that is %s is not used, and is written anew', async (_, spoil) => {
  const path = await aKept();
  await spoil(path);
  const kept = buildCacheIn(path);
  expect(textOf(await kept.files(['a', 'b'], () => file('again')))).toBe('again');
  kept.keep();
  const next = buildCacheIn(path);
  expect(textOf(await next.files(['a', 'b'], never))).toBe('again');
  next.keep();
  expect(await readdir(join(path, '..'))).toEqual(['kept']);
});

test('where nothing can be kept, things are made all the same', async () => {
  const kept = buildCacheIn(join(await aFolder({ file: '' }), 'file', 'kept'));
  expect(textOf(await kept.files(['a'], () => file('made')))).toBe('made');
  kept.keep();
});

test('a page brings its letters along where it arrives in the first flight with them, and else shares them', () => {
  const bytes = (count: number) => randomBytes(count).toString('base64');
  const head = `<meta charset="utf-8"><link rel="preload" href="a.woff2" as="font"><style data-letters="shared">@font-face{src:a}</style><style data-letters="brought">@font-face{src:url(data:font/woff2;base64,${bytes(6_000)})}</style>`;
  const madeOf = (text: string) =>
    finish(`<head>${head}</head><p>${text}</p>`, '/').replaceAll(/[A-Za-z\d+/]{8000,}=*/g, '…');
  expect(madeOf(bytes(6_000))).toMatch(
    /font-src 'self' data:;.*><style>@font-face\{src:url\(data:font\/woff2;base64,…\)\}<\/style><\/head>/,
  );
  expect(madeOf(bytes(9_000))).toMatch(
    /font-src 'self';.*><link rel="preload"[^>]*><style>@font-face\{src:a\}<\/style><\/head>/,
  );
  const table = finish(
    `<head>${head}<style>td{font-variant-numeric:tabular-nums}</style></head><td>`,
    '/',
  );
  expect(table).toContain("font-src 'self';");
});
