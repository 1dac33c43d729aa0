import { expect, test } from 'vitest';
import { contentErrors } from '../../../src/check/check.ts';
import { errorInWords } from '../../../src/check/errors.ts';
import type { Sources } from '../../../src/check/files.ts';
import { commentFeed, commentFeedsOf } from '../../../src/editions/comment-feeds.ts';
import { atomFeed, feedsOf } from '../../../src/editions/feeds.ts';
import { publicationOf } from '../../../src/publication/publication.ts';
import { firstName, redirectsOf } from '../../../src/publication/redirects.ts';
import { firebaseConfig } from '../../../src/output/hosts/firebase.ts';
import { policy } from '../../../src/output/hosts/policy.ts';
import { vercelConfig } from '../../../src/output/hosts/vercel.ts';
import { configurePlugins } from '../../../src/publication/text/configured-plugins.ts';
import { textPlugins } from '../../../src/publication/text/plugins.ts';
import {
  anAuthor,
  anEssay,
  aSeries,
  edited,
  entries,
  site,
  sources,
  withFile,
} from '../../support/factories.ts';

configurePlugins(textPlugins('/'));

const today = '2026-01-01';
const messages = (some: Sources) => contentErrors(some, today).map(errorInWords);

const first = 'content/essays/first.mdx';
const second = 'content/essays/second.mdx';
const siteFile = 'content/site.yaml';
const kind = 'kind: retelling';

/** The content with redirects in site.yaml. */
const redirecting = (...pairs: [from: string, to: string][]) =>
  sources(
    siteFile,
    /$/,
    `redirects:\n${pairs.map(([from, to]) => `  - from: ${from}\n    to: ${to}\n`).join('')}`,
  );
const line = (lines: number) =>
  (sources()
    .files.find(({ path }) => path === siteFile)
    ?.text.split('\n').length ?? 0) + lines;

test('former names and redirects to pages and their places are no error', () => {
  expect(messages(sources(first, kind, `formerly: [zeroth, one]\n${kind}`))).toEqual([]);
  expect(
    messages(
      redirecting(['/2013/05/old.html', '/essays/first/#a-heading'], ['/old/', '/essays/second/']),
    ),
  ).toEqual([]);
});

test.each<[string, Sources, string]>([
  [
    'its own name',
    sources(first, kind, `formerly: [first]\n${kind}`),
    `${first}:6: "formerly" has the name that the file has now. Take it out.`,
  ],
  [
    'the name of another',
    sources(first, kind, `formerly: [second]\n${kind}`),
    `${first}:6: "formerly" has the name "second", and there is an essay of that name. Take it out, or give the other file another name.`,
  ],
  [
    'a name twice',
    sources(first, kind, `formerly: [old, old]\n${kind}`),
    `${first}:6: "formerly" has the name "old" twice. Take it out.`,
  ],
  [
    'a name that another had',
    edited(
      sources(first, kind, `formerly: [old]\n${kind}`),
      second,
      'kind: ',
      'formerly: [old]\nkind: ',
    ),
    `${second}:6: "formerly" has the name "old", as ${first} has. Take it out.`,
  ],
  [
    'the name of a page that the site makes',
    withFile(
      'content/pages/imprint.mdx',
      '---\ntitle: Imprint\ndescription: Who.\nformerly: [essays]\n---\n\nWe.\n',
    ),
    'content/pages/imprint.mdx:4: "formerly" has the name "essays", and there is a page of that name. Take it out, or give the other file another name.',
  ],
  [
    'a path',
    sources(first, kind, `formerly: [/essays/old/]\n${kind}`),
    `${first}:6: "formerly.0" is not in the form of an id: /essays/old/. List the names that the file had before, the oldest first, as in [old-name], or leave the key out; their addresses lead here, and feeds and comments go on under the oldest.`,
  ],
])('a file whose former names have %s is refused', (_, some, message) => {
  expect(messages(some)).toEqual([message]);
});

test.each<[string, [string, string][], string]>([
  [
    'to nothing',
    [['/old/', '/nowhere/']],
    `${siteFile}:${line(2)}: the redirect to "/nowhere/" leads to no page of this site. Pages of this site look like "/essays/…/".`,
  ],
  [
    'to no place of a page',
    [['/old/', '/essays/first/#nowhere']],
    `${siteFile}:${line(2)}: the redirect to "/essays/first/#nowhere" leads to no place on that page. The ids of that page are: a-heading, source, comments, comment-one, comment-two, p1 to p2.`,
  ],
  [
    'to itself',
    [['/old/', '/old/']],
    `${siteFile}:${line(2)}: the redirect from "/old/" leads to itself. Name the page that takes its place.`,
  ],
  [
    'to another',
    [
      ['/old/', '/older/'],
      ['/older/', '/essays/first/'],
    ],
    `${siteFile}:${line(2)}: the redirect from "/old/" leads to another, from "/older/". Name the page to which that one leads.`,
  ],
  [
    'elsewhere',
    [['/old/', '//elsewhere.example/']],
    `${siteFile}:${line(2)}: "redirects.0.to" is not a path of this site: //elsewhere.example/. Write the path of the page that takes its place, as in /essays/a-slug/.`,
  ],
  [
    'to an address in full',
    [['/old/', 'https://elsewhere.example/']],
    `${siteFile}:${line(2)}: "redirects.0.to" is not a path of this site: https://elsewhere.example/. Write the path`,
  ],
  [
    'from where a page is',
    [['/essays/first/', '/essays/second/']],
    `${siteFile}:${line(1)}: a redirect begins at "/essays/first/", where the site has a page or a file. Take one of the two out.`,
  ],
  [
    'from one place twice',
    [
      ['/old/', '/essays/first/'],
      ['/old/', '/essays/second/'],
    ],
    `${siteFile}:${line(1)}: two redirects begin at "/old/". Take one of the two out.`,
  ],
  ...['old', '/Old/', '/old', '/a//b/', '/../a/', '/.hosting/', '/_astro/', '/a;b/', '/'].map(
    (from): [string, [string, string][], string] => [
      `from ${from}`,
      [[from, '/essays/first/']],
      `${siteFile}:${line(1)}: "redirects.0.from" is not the path of a page: ${from}. Write the path that is gone, from the root of the site and in lower case, as in /old-page/ or /old/page.html.`,
    ],
  ),
])('a redirect %s is refused', (_, pairs, message) => {
  expect(messages(redirecting(...pairs))[0]).toContain(message);
});

const renamed = entries({
  essays: [
    anEssay('new', { authors: ['ann'], formerly: ['old', 'older-still'] }),
    anEssay('unwritten', { authors: ['ann'], draft: true, formerly: ['draft'] }),
  ],
  authors: [{ ...anAuthor('ann', 'Ann', 'Doe') }],
  series: [aSeries('all', ['new'])],
});
for (const { data } of [...renamed.authors, ...renamed.series]) data.formerly = ['before'];

test('all addresses of what is published lead from its former names to it, and none of what is not', () => {
  const redirects = redirectsOf({ ...renamed, pages: [], site: [] }, today);
  expect(redirects.map(({ from, to }) => `${from} ${to}`)).toEqual([
    '/essays/old/ /essays/new/',
    '/essays/old/comments.xml /essays/new/comments.xml',
    '/essays/old/index.md /essays/new/index.md',
    '/essays/older-still/ /essays/new/',
    '/essays/older-still/comments.xml /essays/new/comments.xml',
    '/essays/older-still/index.md /essays/new/index.md',
    '/series/before/ /series/all/',
    '/series/before/complete/ /series/all/complete/',
    '/series/before/index.md /series/all/index.md',
    '/series/before/before.epub /series/all/all.epub',
    '/series/before/atom.xml /series/all/atom.xml',
    '/series/before/feed.json /series/all/feed.json',
    '/authors/before/ /authors/ann/',
    '/authors/before/atom.xml /authors/ann/atom.xml',
    '/authors/before/feed.json /authors/ann/feed.json',
    '/series/ /series/all/',
  ]);
});

test('a list of one series leads to it, by what a build writes, and no file that a host reads before depends on it', () => {
  const redirects = redirectsOf({ ...renamed, pages: [], site: [] }, today);
  expect(redirects.at(-1)).toEqual({ from: '/series/', to: '/series/all/', isOfBuild: true });
  for (const config of [vercelConfig, firebaseConfig]) {
    const text = config({ ...policy, redirects });
    expect(text).toContain('series/before/"');
    expect(text).not.toContain('series/"');
  }
});

test('feeds, and what is in them, are known by the first names for ever', async () => {
  const comment = { essay: 'old', number: 1, name: 'Reader', date: '2021-01-01', text: 'Yes.' };
  const publication = publicationOf(renamed, site, [
    comment,
    { ...comment, essay: 'new', number: 2, replyTo: 1 },
  ]);
  const origin = new URL('https://example.org');
  const idsOf = (xml: string) =>
    [...xml.matchAll(/<id>[^<]*:(\/[^<]*)<\/id>/g)].map(([, id]) => id);
  const texts = new Map(['new', 'unwritten'].map((slug) => [slug, '<p>Words.</p>']));
  const feeds = feedsOf(publication).map((feed) => atomFeed(feed, texts, site, origin));
  expect(feeds.map((feed) => idsOf(feed)[0])).toEqual(['/', '/authors/before/', '/series/before/']);
  for (const feed of feeds) {
    expect(idsOf(feed)).toContain('/essays/old/');
    expect(feed).toContain('https://example.org/essays/new/');
  }
  const [, ofEssay] = commentFeedsOf(publication);
  if (!ofEssay) throw new Error('The essay has no feed of comments.');
  expect(idsOf(await commentFeed(ofEssay, site, origin))).toEqual([
    '/essays/old/comments',
    '/essays/old/comment-no_2',
    '/essays/old/comment-no_1',
  ]);
});

test('comments stay with an essay under every name that it had', () => {
  const comment = { number: 1, name: 'Reader', date: '2021-01-01', text: 'Yes.' };
  for (const essay of ['new', 'old', 'older-still']) {
    const { essays } = publicationOf(renamed, site, [{ ...comment, essay }]);
    expect(essays.find(({ slug }) => slug === 'new')?.discussion?.live.count, essay).toBe(1);
  }
  expect(firstName('new', { formerly: ['old', 'older-still'] })).toBe('old');
  expect(firstName('new', {})).toBe('new');
});
