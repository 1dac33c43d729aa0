import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { searchFolder } from '../../../src/publication/addresses/paths.ts';
import { expectAccessible } from '../../support/axe.ts';
import { aProject, build } from '../../support/build.ts';
import { readFeed } from '../../support/editions.ts';
import { filesOf, withoutLetters } from '../../support/pages.ts';
import { serve } from '../../support/server.ts';

// The pages of a site that takes comments, beside those of one that takes none. In place of the engine stands a list.

const origin = 'https://example.org';
const commented = '/essays/against-the-ruler/';
const comment = (objectId: number) => ({
  ...{ objectId, pid: null, rid: null, nick: 'Ann', status: 'approved', time: 0, orig: 'So.' },
  children: [],
});

let engine: Server;
let address: string;
let project: string;
const site = (name: string) => ({ name, dir: join(project, name), origin, base: '/' });
const read = (name: string, file: string) =>
  readFileSync(join(project, name, file), 'utf8').replaceAll('\u00a0', ' ');

beforeAll(async () => {
  engine = createServer(({ url = '' }, response) => {
    const isCommented = new URL(url, origin).searchParams.get('path') === commented;
    const data = isCommented ? [comment(1), comment(2)] : [];
    response.end(JSON.stringify({ errno: 0, data: { totalPages: 1, data } }));
  });
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
  project = await aProject();
  await build(project, site('on').dir, { SITE_URL: origin, COMMENTS_URL: address });
  // After it, so that nothing of it may be left in a cache.
  await build(project, site('off').dir, { SITE_URL: origin, COMMENTS_URL: '' });
});
afterAll(async () => {
  engine.close();
  await rm(project, { recursive: true });
});

test('a site that takes no comments has nothing of them', () => {
  for (const file of filesOf(site('off'))) {
    expect(read('off', file), file).not.toMatch(
      /method="post"|class="live|\.live|\.outcomes|127\.0\.0\.1|sent-received/,
    );
    expect(file).not.toMatch(/comments\.json|comment-form/);
  }
});

test('a site that takes comments has the form, its style, its script and its permissions, and nothing else', () => {
  // Comments are searched too: the files of the index are named by what is in them.
  const [on = [], off] = ['on', 'off'].map((name) =>
    filesOf(site(name))
      .filter((file) => !file.startsWith(searchFolder))
      .toSorted(),
  );
  expect(on.filter((file) => !/comments\.(json|xml)(\.\w+)?$/.test(file))).toEqual(off);
  for (const file of on.filter((file) => file.endsWith('.html'))) {
    // Counts of comments, and what is said of them.
    if (file === '/about/index.html' || read('on', file).includes('2 comments')) continue;
    const off = read('off', file);
    const without = read('on', file)
      // Of an original that nobody has spoken of there is nothing to say where nothing can be said.
      .replace(/<section[^>]* id="comments"[^]*?<\/section>/, (section) =>
        off.includes(' id="comments"') ? section : '',
      )
      .replace(/<div role="status".*?<\/details><script>[^]*?<\/script>/, '')
      .replace(/<p class="small meta"[^>]*>\s*<a class="reply"[^]*?<\/p>/g, '')
      .replace(/<p class="comment-feed">\s*<a href="[^"]*comments\.xml">.*?<\/p>/s, '')
      .replace(/<link rel="alternate"[^>]*comments\.xml[^>]*>/, '')
      .replace(` ${address};base-uri`, ';base-uri')
      .replace(`form-action 'self' ${address}`, "form-action 'none'");
    // Each has the styles that it uses, and may have room for its letters or not.
    const bare = (html: string) =>
      html
        .replace(/(style|script|font)-src [^;"]*/g, '$1-src')
        .replace(/<style>[^]*?<\/style>|<link rel="preload"[^>]*>/g, '');
    expect(bare(without), file).toBe(bare(off));
  }
  const forms = on.filter(
    (file) => /\.html$/.test(file) && read('on', file).includes('method="post"'),
  );
  expect(forms).toHaveLength(12);
  for (const file of forms) expect(file).toMatch(/^\/essays\/.+/);
});

test('the comments of a reader count in the page, its data and the lists of essays', () => {
  const html = read('on', `${commented}index.html`);
  expect(html).toContain('2 comments by readers, in their own words.');
  expect(html).toContain('"commentCount":2');
  expect(html).toContain(`href="${origin}${commented}#comment-no_2"`);
  expect(read('on', 'index.html')).toContain('2 comments');
  expect(JSON.parse(read('on', 'comments.json')).comments).toHaveLength(2);
});

test('what readers write is in a feed of the essay and of the site, and in no other', async () => {
  for (const file of ['comments.xml', `${commented.slice(1)}comments.xml`]) {
    const { items } = await readFeed(read('on', file));
    expect(
      items.map(({ link, guid, author, description }) => [link, guid, author, description]),
    ).toEqual(
      [2, 1].map((number) => [
        `${origin}${commented}#comment-no_${number}`,
        `tag:workbench.example,2025-01-31:${commented}comment-no_${number}`,
        'Ann',
        '<p>So.</p>',
      ]),
    );
  }
  expect((await readFeed(read('on', 'essays/two-hands/comments.xml'))).items).toEqual([]);
  expect(read('on', `${commented}index.html`)).toMatch(
    new RegExp(`<link rel="alternate"[^>]* href="${commented}comments.xml"`),
  );
  expect(read('on', 'atom.xml')).toContain('<thr:total>2</thr:total>');
});

test('the page of an essay still arrives in the first flight, and its script has at most 1.6 KB', () => {
  for (const file of filesOf(site('on')).filter((file) =>
    /^\/essays\/[^/]+\/index\.html$/.test(file),
  )) {
    const html = read('on', file);
    expect(gzipSync(withoutLetters(html), { level: 9 }).length, file).toBeLessThanOrEqual(14_336);
    const [, script = ''] = /<\/details><script>([^]*?)<\/script>/.exec(html) ?? [];
    expect(script.length).toBeGreaterThan(0);
    expect(script.length).toBeLessThanOrEqual(1640);
  }
});

test('axe finds nothing on a page with comments, its form open, and it does not scroll sideways', async () => {
  const server = await serve(site('on'));
  const browser = await chromium.connect(inject('browser'));
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(new URL(`${commented.slice(1)}#sent-received`, server.address).href);
  await page.getByText('Write a comment').click();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.addStyleTag({ content: ':root { font-size: 225% !important }' });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  const height = (name: string) => page.getByRole('button', { name }).boundingBox();
  expect((await height('Send'))?.height).toBeGreaterThanOrEqual(24);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: 'Send' }).isVisible()).toBe(false);
  await browser.close();
  await server.close();
});

test('the form names every passage by its number and its words, which is sent as it is read', () => {
  const html = read('on', 'essays/the-pencil/index.html');
  expect(html).toMatch(/<select[^>]* name="passage"[^>]*>/);
  expect(html).toContain('<option>1 Nobody has ever been hurt by a pencil that was…</option>');
  expect(html.match(/<option>/g)?.length).toBe(html.match(/class="passage"/g)?.length);
  expect(read('off', 'essays/the-pencil/index.html')).not.toMatch(/name="passage"|write-answer/);
});
