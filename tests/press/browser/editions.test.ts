import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, inject, test } from 'vitest';
import { violationsOn } from '../../support/axe.ts';
import { unzip } from '../../support/editions.ts';
import { browsing } from '../../support/open.ts';
import { textOf, pagesOf } from '../../support/pages.ts';

const site = inject('sites').everything;
const pages = pagesOf(site);
const titles = [
  ...(pages
    .find(({ path }) => path === '/series/hand-and-machine/')
    ?.document.querySelectorAll('.essay-list h2 a') ?? []),
].map(textOf);
const open = browsing(site);

test.each(['/atom.xml', '/rss.xml', '/authors/mara-lind/atom.xml'])(
  'a person who opens %s reads what it is, and the titles of its essays',
  async (path) => {
    const { page, close } = await open(path, { javaScriptEnabled: false });
    const seen = async (selector: string) => page.locator(selector).first().isVisible();
    expect(await seen('entry > title, item > title')).toBe(true);
    expect(await seen('entry > summary, item > description')).toBe(true);
    expect(await seen('content, encoded')).toBe(false);
    expect(await seen('entry > id, item > guid')).toBe(false);
    const explained = await page.evaluate(() => {
      const element = document.querySelector('feed > subtitle, channel > description');
      return element && getComputedStyle(element, '::after').content;
    });
    expect(explained).toContain('This is a feed.');
    // The title stands above all, whatever the order of the file.
    const top = async (selector: string) => (await page.locator(selector).first().boundingBox())?.y;
    expect(await top('feed > title, channel > title')).toBeLessThan(
      (await top('feed > subtitle, channel > description')) ?? 0,
    );
    await close();
  },
);

test('the whole series is printed as a small book', async () => {
  const { page, close } = await open('/series/hand-and-machine/complete/');
  const bytes = await page.pdf({ format: 'A4' });
  await close();
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)));
  const [title = '', contents = '', ...rest] = text;
  // The first page is a title page, and has no number.
  expect(title).toMatch(/^A series, whole/);
  expect(title).not.toMatch(/part 1 of 5/i);
  expect(contents).toMatch(/^2\nContents/);
  for (const essay of titles) expect(contents).toContain(essay);
  // Every essay begins on a page of its own, below its own title, and has it above all its pages.
  const beginnings = text.flatMap((page, index) => (/^Part \d of 5$/m.test(page) ? [index] : []));
  expect(beginnings).toHaveLength(titles.length);
  const end = text.findIndex((page) => /^(Afterword|Appendix)$/m.test(page));
  for (const [which, begins] of beginnings.entries()) {
    const ends = beginnings[which + 1] ?? end;
    for (const [offset, page] of text.slice(begins, ends).entries()) {
      expect(page.startsWith(`${titles[which]}\n${begins + offset + 1}\n`), page).toBe(true);
    }
  }
  expect(rest.join('\n')).toContain('7 comments of the 9');
  expect(rest.at(-1)).toMatch(/^Appendix\nThe authors$/m);
});

describe('the book', async () => {
  const archive = await readFile(join(site.dir, 'series/hand-and-machine/hand-and-machine.epub'));
  const files = await unzip(archive);
  const chapters = [...files.keys()].filter((path) => path.endsWith('.xhtml'));

  test.each(chapters)('axe finds nothing in %s', async (chapter) => {
    const { page, troubles, close } = await open('/favicon.svg', { bypassCSP: true });
    await page.route('**/EPUB/**', (route) => {
      const path = new URL(route.request().url()).pathname.slice(1);
      const contentType = path.endsWith('.xhtml') ? 'application/xhtml+xml' : undefined;
      return route.fulfill({
        body: files.get(path) ?? '',
        ...(contentType && { contentType }),
        status: files.has(path) ? 200 : 404,
      });
    });
    await page.goto(new URL(`/${chapter}`, page.url()).href);
    const violations = await violationsOn(page, 'all');
    // Landmarks around the text are the e-reader's; Ace, the checker of accessible books, leaves these rules out too.
    expect(violations.filter((text) => !/^(landmark-one-main|region):/.test(text))).toEqual([]);
    expect(troubles).toEqual([]);
    await close();
  });
});
