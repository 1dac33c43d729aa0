import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LoaderContext } from 'astro/loaders';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commentsLoader } from '../../../src/loaders/comments.ts';

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
async function load(engine: URL, site = nowhere, base = '/') {
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
  await commentsLoader(engine, async () => ['an-essay']).load(context as unknown as LoaderContext);
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
