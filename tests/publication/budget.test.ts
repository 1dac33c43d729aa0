import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { readHtml } from '../support/editions.ts';
import { bringsLetters, filesOf, pagesOf, withoutLetters } from '../support/pages.ts';
import { publications } from './publications.ts';

// What a host sends before it waits for the first answer: ten packets, RFC 6928.
const firstFlight = 14_336;

const compressed = (html: string) => gzipSync(withoutLetters(html), { level: 9 }).length;

/** A page without what its writers wrote, which is as long as it is. */
function withoutTexts(html: string): string {
  const root = readHtml(html);
  for (const text of root.querySelectorAll('.e-content > *, .part, #comments li')) text.remove();
  return html.slice(0, html.indexOf('<body')) + root.outerHTML;
}

describe.each(publications)('$name', (publication) => {
  const pages = pagesOf(publication);

  afterAll(() => {
    const sizes = pages.map(({ path, html }) => [
      path,
      {
        size: Buffer.byteLength(html),
        gzip: compressed(html),
        brotli: brotliCompressSync(html).length,
      },
    ]);
    console.table(Object.fromEntries(sizes));
  });

  test.each(pages)('all of $path but the texts arrives in the first flight', ({ html }) => {
    expect(html).not.toMatch(/<link[^>]+rel="?stylesheet/);
    expect(compressed(withoutTexts(html))).toBeLessThanOrEqual(firstFlight);
  });

  test('a page that brings its letters along arrives in the first flight, whole', () => {
    const bringing = pages.filter(({ html }) => bringsLetters(html));
    expect(bringing.length).toBeGreaterThan(0);
    for (const { path, html } of bringing) {
      // With the headers that come before it.
      expect(brotliCompressSync(html).length, path).toBeLessThanOrEqual(13_900);
      expect(html, path).not.toContain('rel="preload"');
    }
  });

  test('all styles of a page come before its text, in one element', () => {
    for (const { path, html } of pages) expect(html.match(/<style/g), path).toHaveLength(1);
    for (const { path, html } of pages) {
      expect(html.slice(html.indexOf('<main')), path).not.toContain('<style');
    }
  });

  test('of a whole series the first flight brings the styles, the title, the contents and the beginning', () => {
    for (const { html } of pages.filter(({ path }) => path.endsWith('/complete/'))) {
      const [beginning = ''] = html.split('<article');
      expect(beginning).toMatch(/<style>[^]*<h1[^]*class="contents/);
      expect(html.slice(beginning.length)).not.toMatch(/<style|<link[^>]+rel="?stylesheet/);
      expect(compressed(beginning)).toBeLessThanOrEqual(firstFlight);
    }
  });

  test('the fonts that a page in Latin letters may load are at most 45 KB', () => {
    const fonts = filesOf(publication).filter((file) => /source-serif-basic.*\.woff2$/.test(file));
    const sizes = fonts.map((file) => readFileSync(join(publication.dir, file)).length);
    expect(fonts).toHaveLength(2);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(45_000);
  });

  test('every social card has at most 60 KB', () => {
    const cards = filesOf(publication).filter((file) => /^\/cards\/.*\.png$/.test(file));
    expect(cards.length).toBeGreaterThan(0);
    for (const card of cards) {
      expect(readFileSync(join(publication.dir, card)).length, card).toBeLessThanOrEqual(60_000);
    }
  });
});
