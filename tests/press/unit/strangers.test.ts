import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LoaderContext } from 'astro/loaders';
import { beforeAll, expect, test } from 'vitest';
import { epub } from '../../../src/editions/book/epub.ts';
import { commentFeed, commentFeedsOf } from '../../../src/editions/comment-feeds.ts';
import { idsIn, treeOf } from '../../../src/editions/trees.ts';
import { commentsLoader } from '../../../src/loaders/comments.ts';
import { snapshotSchema } from '../../../src/loaders/readers-comments.ts';
import { allOf } from '../../../src/publication/discussions.ts';
import type { Snapshot } from '../../../src/publication/model.ts';
import { publicationOf } from '../../../src/publication/publication.ts';
import { configurePlugins } from '../../../src/publication/text/configured-plugins.ts';
import { plainText, renderComment } from '../../../src/publication/text/markdown.ts';
import { textPlugins } from '../../../src/publication/text/plugins.ts';
import { readXml, unzip } from '../../support/editions.ts';
import { anEssay, aSeries, entries, site } from '../../support/factories.ts';
import { elementsOfReaders, injections } from '../../support/injections.ts';

// What strangers write, at random but the same at every run, on its whole way from the engine to the editions.

const count = 10_000;
const origin = new URL('https://example.org');
const slugs = Array.from({ length: 200 }, (_, index) => `essay-${index}`);

/** Numbers from 0 to 1, always the same: https://github.com/cprosche/mulberry32 */
function random(seed: number) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
const next = random(2);
const below = (limit: number) => Math.floor(next() * limit);
const oneOf = (list: readonly string[]) => list[below(list.length)] ?? '';
const times = (most: number, make: () => string) =>
  Array.from({ length: 1 + below(most) }, make).join('');

const hosts = [
  'example.com',
  'example.com:port',
  '[x].org',
  '192.168.0.256',
  '[::1]',
  '[::',
  '%zz',
  'a..b',
  'xn--a',
  'é.org',
  'ex ample.org',
  '1',
  'u:p@example.org',
  ' ',
];
const rests = [
  '',
  '/',
  '/%zz',
  '/a|b',
  '/"a',
  '/[a]',
  '/#a#b',
  '/?a=`b`',
  '/\\',
  '/<b>',
  '/)',
  ':99999/',
  '/\u202E',
  '/é',
];
const anAddress = () =>
  oneOf([
    'http://',
    'https://',
    'HTTPS://',
    'www.',
    '//',
    'ftp://',
    'javascript:',
    'mailto:',
    'http:',
    '',
  ]) +
  oneOf(hosts) +
  oneOf(rests);
const signs = [
  '*',
  '_',
  '~~',
  '`',
  '```',
  '>',
  '> ',
  '- ',
  '1. ',
  '7) ',
  '#',
  '|',
  '|-|',
  '[',
  ']',
  '](',
  '[^1]',
  '[^1]: ',
  '![',
  '<',
  '>',
  '</',
  '<b>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '&',
  '&amp;',
  '&#0;',
  '&#xD800;',
  '&#xFFFF;',
  '&#x202E;',
  '&ZeroWidthSpace;',
  '&#9999999;',
  '\\',
  '\n',
  '\n\n',
  '\r\n',
  '\t',
  '    ',
  '- [ ] ',
  ': ',
  '---',
  '===',
  '$',
  '{',
  '}',
  '\u0000',
  '\u000B',
  '\u202E',
  '\uFEFF',
  '\uFFFE',
  '\uFFFF',
  '\uD83D',
  '\uDE00',
  '😀',
  'é',
  '漢',
  'שלום',
  '\u0301',
];
const aWord = () =>
  oneOf(['a', 'word', 'Words', 'So', 'it', 'is', '12', 'toString', '__proto__', 'constructor']);
const aPiece = () => {
  const choice = below(20);
  if (choice < 5) return `${aWord()} `;
  if (choice < 9) return anAddress();
  if (choice === 9) return `[${aWord()}](${anAddress()})`;
  if (choice === 10) return `<${anAddress()}>`;
  if (choice === 11) return oneOf(signs).repeat(1 + below(next() < 0.02 ? 1500 : 12));
  if (choice === 12) return String.fromCodePoint(below(0x110000));
  if (choice === 13 && next() < 0.1) return oneOf(injections);
  return oneOf(signs);
};

/** Comments as the engine lists them; one in three answers another, one in a hundred of these itself or a later one. */
const stored = Array.from({ length: count }, (_, index) => {
  const objectId = index + 1;
  const essay = index % slugs.length;
  const earlier = below(Math.ceil(index / slugs.length));
  const pid =
    next() < 0.01 ? objectId + below(9) * slugs.length : earlier * slugs.length + essay + 1;
  return {
    ...{ objectId, rid: null, status: 'approved', time: below(2 ** 41) },
    pid: next() < 0.3 ? pid : null,
    nick: times(4, aPiece),
    link: next() < 0.1 ? oneOf(['archive-a', 'archive-../x', 'javascript:a']) : null,
    orig: times(12, aPiece),
  };
});

/** What the loader makes of all comments, from an engine that lists them, and what it says. */
async function loaded(): Promise<{ snapshot: Snapshot; said: string[] }> {
  const root = await mkdtemp(join(tmpdir(), 'strangers-'));
  const engine = createServer(({ url = '' }, response) => {
    const essay = slugs.findIndex((slug) => url.includes(`%2F${slug}%2F`));
    const data = stored.filter((_, index) => index % slugs.length === essay);
    const list = data.map((one) => ({ ...one, children: [] }));
    response.end(JSON.stringify({ errno: 0, data: { totalPages: 1, data: list } }));
  });
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
  const address = new URL(`http://127.0.0.1:${(engine.address() as AddressInfo).port}/`);
  const said: string[] = [];
  let snapshot: unknown;
  const context = {
    store: { set: ({ data }: { data: unknown }) => (snapshot = data) },
    logger: { error: (text: string) => said.push(text), warn: (text: string) => said.push(text) },
    config: { root: pathToFileURL(`${root}/`), site: origin.href, base: '/' },
    parseData: async ({ data }: { data: unknown }) => data,
  };
  // Only what the loader uses is there.
  await commentsLoader(address, async () => slugs).load(context as unknown as LoaderContext);
  engine.closeAllConnections();
  engine.close();
  await rm(root, { recursive: true });
  // As a build without the engine reads it from the site.
  return { snapshot: snapshotSchema.parse(JSON.parse(JSON.stringify(snapshot))), said };
}

let snapshot: Snapshot;
let said: string[];
let htmls: Map<string, string>;
let publication: ReturnType<typeof publicationOf>;

beforeAll(async () => {
  configurePlugins(textPlugins('/'));
  ({ snapshot, said } = await loaded());
  publication = publicationOf(
    entries({
      essays: slugs.map((slug) => anEssay(slug)),
      series: [aSeries('all', slugs, { preface: 'So.' })],
    }),
    site,
    snapshot.comments,
  );
  const all = publication.essays.map(async ({ slug, discussion }) => {
    const articles = allOf(discussion?.threads ?? []).map(
      async ({ id, text }) => `<article id="${id}">${await renderComment(text)}</article>`,
    );
    return [slug, (await Promise.all(articles)).join('')] as const;
  });
  htmls = new Map(await Promise.all(all));
}, 120_000);

test(`each of ${count} random comments is on its page, or is named`, () => {
  const left = said.filter((line) => line.includes('cannot be shown')).length;
  expect(snapshot.comments).toHaveLength(count - left);
  expect(left).toBeLessThan(count / 1000);
  expect(said.filter((line) => !line.includes('cannot be shown'))).toEqual([]);
  const shown = publication.essays.reduce((sum, one) => sum + (one.discussion?.count ?? 0), 0);
  expect(shown).toBe(snapshot.comments.length);
});

test('every link of a random comment leads to an address, and every tag is one that readers may use', () => {
  for (const html of htmls.values()) {
    for (const [, href = ''] of html.matchAll(/<a href="([^"]*)"/g)) {
      expect(href).toMatch(/^https?:\/\/[^\s<>|^`{}\\]+$/);
      expect(URL.canParse(href.replaceAll('&#x26;', '&')), href).toBe(true);
    }
    const tags = new Set([...html.matchAll(/<([a-z0-9]+)/gi)].map(([, tag]) => tag));
    const allowed = ['article', ...elementsOfReaders];
    expect(allowed).toEqual(expect.arrayContaining([...tags]));
    expect(html).not.toMatch(/[\u0000-\u0008\u200B\u202A-\u202E\uFFFE\uFFFF]/);
  }
});

test('the feeds of random comments are XML', async () => {
  let entriesIn = 0;
  for (const feed of commentFeedsOf(publication)) {
    const document = readXml(await commentFeed(feed, site, origin), 'application/xml');
    entriesIn += document.querySelectorAll('entry').length;
  }
  expect(entriesIn).toBe(snapshot.comments.length + 50);
}, 120_000);

test('a book of random comments is XML, with every comment in it', async () => {
  const [series] = publication.series;
  if (!series) throw new Error('There is no series.');
  const none = new Map(slugs.map((slug) => [slug, '']));
  const parts = {
    ...{ texts: none, arguments: new Map(), sources: none, discussions: htmls },
    ...{ retelling: undefined, pictures: new Map() },
  };
  const files = await unzip(await epub(series, site, parts, new Uint8Array(), origin));
  const page = files.get('EPUB/discussions.xhtml')?.toString() ?? '';
  const document = readXml(page, 'application/xhtml+xml');
  expect(document.querySelectorAll('article')).toHaveLength(snapshot.comments.length);
});

test('random comments have texts for the search and for data, and ids of their own', () => {
  for (const { text } of snapshot.comments) expect(plainText(text)).toBeTypeOf('string');
  for (const [slug, html] of htmls) {
    const { discussion } = publication.essays.find((essay) => essay.slug === slug) ?? {};
    expect(idsIn(treeOf(html)).size).toBe(discussion?.count);
  }
});
