import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LoaderContext } from 'astro/loaders';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commentsLoader } from '../../../src/loaders/comments.ts';
import { configurePlugins } from '../../../src/publication/text/configured-plugins.ts';
import { textPlugins } from '../../../src/publication/text/plugins.ts';

let root: string;
let closing: (() => void)[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'loader-'));
  closing = [];
});
afterEach(async () => {
  for (const close of closing) close();
  await rm(root, { recursive: true });
});

/** A server in place of the engine, or of the published site. */
async function aServer(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const answering = (answer: string) => aServer((_, response) => response.end(answer));

const nowhere = new URL('http://127.0.0.1:2/');

const stored = (objectId: number) => ({
  ...{ objectId, pid: null, rid: null, nick: 'Ann', status: 'approved', time: 0, orig: 'So.' },
  children: [],
});

/** An engine with comments, in pages of two. */
const anEngine = (...numbers: number[]) =>
  aServer(({ url = '' }, response) => {
    const page = Number(new URL(url, 'http://localhost').searchParams.get('page'));
    const data = numbers.slice(2 * page - 2, 2 * page).map(stored);
    response.end(
      JSON.stringify({ errno: 0, data: { totalPages: Math.ceil(numbers.length / 2), data } }),
    );
  });

/** Loads as Astro does, and gives the numbers of the comments that a build then has, and what was said. */
async function load(engine: URL, site = nowhere, base = '/', deadline?: number) {
  let loaded: { comments: { number: number }[] } | undefined;
  const said: string[] = [];
  const say = (text: string) => said.push(text);
  const context = {
    store: { set: ({ data }: { data: typeof loaded }) => (loaded = data) },
    logger: { error: say, warn: say },
    config: { root: pathToFileURL(`${root}/`), site: site.href, base },
    parseData: async ({ data }: { data: unknown }) => data,
  };
  // Only what the loader uses is there.
  await commentsLoader(engine, async () => ['an-essay'], deadline).load(
    context as unknown as LoaderContext,
  );
  return { numbers: loaded?.comments.map(({ number }) => number), said: said.join('\n') };
}

const aSnapshot = (read: string, number: number) =>
  JSON.stringify({
    read,
    comments: [{ essay: 'an-essay', number, name: 'Ann', date: '2026-11-22', text: 'So.' }],
  });

test('all pages of the list are read, and kept', async () => {
  expect(await load(await anEngine(1, 2, 3, 4, 5))).toEqual({ numbers: [1, 2, 3, 4, 5], said: '' });
  expect(existsSync(join(root, 'comments/snapshot.json'))).toBe(true);
});

test('an engine that does not answer costs no comment, and is told loudly', async () => {
  await load(await anEngine(1, 2));
  const { numbers, said } = await load(nowhere);
  expect(numbers).toEqual([1, 2]);
  expect(said).toMatch(
    /^THE COMMENTS ARE NOT UP TO DATE\..*ECONNREFUSED.*published with the 2 comments that there were at 20/,
  );
});

test.each([
  ['a page of HTML', '<!doctype html>'],
  ['half an answer', '{"errno":0,"data":{"totalPages":1,"da'],
  ['an error', '{"errno":500,"errmsg":"no"}'],
  [
    'comments that wait',
    JSON.stringify({
      errno: 0,
      data: { totalPages: 1, data: [{ ...stored(9), status: 'waiting' }] },
    }),
  ],
  ['pages without end', JSON.stringify({ errno: 0, data: { totalPages: 1e9, data: [stored(9)] } })],
])('%s is not believed', async (_, answer) => {
  await load(await anEngine(1, 2));
  const kept = readFileSync(join(root, 'comments/snapshot.json'), 'utf8');
  const { numbers, said } = await load(await answering(answer));
  expect(numbers).toEqual([1, 2]);
  expect(said).toContain('NOT UP TO DATE');
  expect(readFileSync(join(root, 'comments/snapshot.json'), 'utf8')).toBe(kept);
});

test('on a fresh machine the snapshot is the one that the site published', async () => {
  const asked: (string | undefined)[] = [];
  const site = await aServer(({ url }, response) => {
    asked.push(url);
    response.end(aSnapshot('2026-01-01T00:00:00.000Z', 7));
  });
  expect((await load(nowhere, site, '/essays/')).numbers).toEqual([7]);
  expect(asked).toEqual(['/essays/comments.json']);
});

test('the later of two snapshots is taken', async () => {
  await load(await anEngine(1, 2));
  const earlier = await answering(aSnapshot('2020-01-01T00:00:00.000Z', 7));
  expect((await load(nowhere, earlier)).numbers).toEqual([1, 2]);
  const later = await answering(aSnapshot('2999-01-01T00:00:00.000Z', 7));
  expect((await load(nowhere, later)).numbers).toEqual([7]);
});

test('without engine and snapshot the site is published without comments', async () => {
  const { numbers, said } = await load(nowhere, await answering('Not found'));
  expect(numbers).toEqual([]);
  expect(said).toContain('the site is published without');
});

/** An engine that says how many pages it has, and what is on each. */
const paged = (totalPages: number, numbersOf: (page: number) => number[], orig = 'So.') =>
  aServer(({ url = '' }, response) => {
    const page = Number(new URL(url, 'http://localhost').searchParams.get('page'));
    const data = numbersOf(page).map((number) => ({ ...stored(number), orig }));
    response.end(JSON.stringify({ errno: 0, data: { totalPages, data } }));
  });

test('an engine whose pages repeat is read once', async () => {
  let asked = 0;
  const engine = await paged(10_000, () => [1, ++asked && 2]);
  expect(await load(engine)).toEqual({ numbers: [1, 2], said: '' });
  expect(asked).toBeLessThan(4);
});

test('an engine whose pages have no end is read for as long as all of them together may take', async () => {
  const { numbers, said } = await load(await paged(10_000, (page) => [page]), nowhere, '/', 300);
  expect(numbers).toEqual([]);
  expect(said).toContain('gave none: it takes too long. No earlier ones');
});

test('an answer without an end is no answer', async () => {
  const engine = await aServer((_, response) => {
    const more = () => {
      while (response.write(' '.repeat(1024 * 1024)));
      response.once('drain', more);
    };
    more();
  });
  expect((await load(engine)).said).toContain('gave none: its answer has no end');
});

test('approved comments that belong to no page are named, with the page that they were written on', async () => {
  const engine = await aServer(({ url = '' }, response) => {
    const pages = [
      { url: '/essays/an-essay/', count: 1 },
      { url: '/essays/renamed/', count: 5 },
    ];
    const list = { errno: 0, data: { totalPages: 1, data: [stored(1)] } };
    response.end(JSON.stringify(url === '/pages' ? { pages } : list));
  });
  expect(await load(engine)).toEqual({
    numbers: [1],
    said: '5 approved comments belong to no page that is published, and the site is without: 5 on "/essays/renamed/". They are kept, and come back when an essay stands at this address.',
  });
});

test('a snapshot gives no comment on what is not shown, and names it', async () => {
  const snapshot = JSON.parse(aSnapshot('2026-01-01T00:00:00.000Z', 7));
  const [comment] = snapshot.comments;
  snapshot.comments.push({ ...comment, essay: 'a-draft', number: 8 });
  const { numbers, said } = await load(nowhere, await answering(JSON.stringify(snapshot)));
  expect(numbers).toEqual([7]);
  expect(said).toContain('1 approved comment belongs to no page that is published');
  expect(said).toContain('1 on "/essays/a-draft/"');
});

test('a comment that cannot be rendered is named and left out, and the others stay', async () => {
  const boom = () => () => {
    throw new Error('no');
  };
  const plugins = textPlugins('/');
  configurePlugins({ ...plugins, rehypePlugins: [...plugins.rehypePlugins, boom] });
  const engine = await aServer((_, response) => {
    const data = [stored(1), { ...stored(2), orig: '*So.*' }];
    response.end(JSON.stringify({ errno: 0, data: { totalPages: 1, data } }));
  });
  const said = vi.spyOn(console, 'error').mockImplementation(() => {}); // Astro says it besides.
  const result = await load(engine);
  said.mockRestore();
  expect(result).toEqual({
    numbers: [1],
    said: 'Comment No. 2 on /essays/an-essay/ cannot be shown, and is left out: no. Refuse it: npm run comments -- refuse 2.',
  });
});

test('a comment of any length that the engine takes is whole', async () => {
  configurePlugins(textPlugins('/'));
  const engine = await paged(1, () => [1], `${'*So.* '.repeat(4000)}End.`);
  expect(await load(engine)).toEqual({ numbers: [1], said: '' });
  const { comments } = JSON.parse(readFileSync(join(root, 'comments/snapshot.json'), 'utf8'));
  expect(comments[0].text).toHaveLength(6 * 4000 + 4);
});
