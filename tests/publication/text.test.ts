import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { blocksOf, contentOf } from '../support/content.ts';
import { readFeed, readHtml, readXml, unzip } from '../support/editions.ts';
import { pagesOf, textOf } from '../support/pages.ts';
import { publications } from './publications.ts';

/** The text of an element as its writer wrote it: without the numbers and the arrows of notes. */
function writtenText(element: Element | null | undefined): string {
  const { body } = new JSDOM(element?.innerHTML).window.document;
  for (const part of body.querySelectorAll('sup, .heading-link, a[href*="#fnref"]')) part.remove();
  return textOf(body);
}

describe.each(publications)('$name', (publication) => {
  const { essays, series } = contentOf(publication);
  const pages = new Map(pagesOf(publication).map((page) => [page.path, page.document]));
  const read = (path: string) => readFileSync(join(publication.dir, path));
  const books = new Map(
    series.map(({ id }) => [id, unzip(read(`series/${id}/${id}.epub`))] as const),
  );

  describe.each(essays)('$slug', ({ slug, title, standfirst, body, discussion, kind }) => {
    const page = pages.get(`/essays/${slug}/`);
    const blocks = blocksOf(body);

    const expectWhole = (element: Element | null | undefined) => {
      const text = writtenText(element);
      for (const block of blocks) expect(text).toContain(block);
    };

    test('every paragraph, heading, cell, piece of code and note of the file is on the page', () => {
      expect(blocks.length).toBeGreaterThan(0);
      expectWhole(page?.querySelector('.e-content'));
      const head = page?.querySelector('article > header');
      expect(textOf(head?.querySelector('h1'))).toBe(title);
      expect(textOf(head)).toContain(standfirst.replace(/\s+/g, ' ').trim());
    });

    test('the feeds have the same text as the page', async () => {
      const { items } = await readFeed(read('atom.xml').toString());
      const item = items.find(({ link }) => link.endsWith(`/essays/${slug}/`));
      if (item === undefined && items.length >= 20) return; // A feed has the newest.
      expectWhole(readHtml(item?.description ?? ''));
      const feed: { items: { url: string; content_html: string }[] } = JSON.parse(
        read('feed.json').toString(),
      );
      const json = feed.items.find(({ url }) => url.endsWith(`/essays/${slug}/`));
      expectWhole(readHtml(json?.content_html ?? ''));
    });

    test('the page and the book of its series have all of it', async () => {
      for (const { id, essays: slugs } of series.filter((one) => one.essays.includes(slug))) {
        const whole = pages.get(`/series/${id}/complete/`);
        expectWhole(whole?.getElementById(`essay-${slug}`));
        const book = await books.get(id);
        const chapter = book?.get(`EPUB/essay-${slug}.xhtml`)?.toString() ?? '';
        expectWhole(readXml(chapter).documentElement);
        expect(slugs).toContain(slug);
      }
    });

    test('its discussion is all of its archive, or it is said that there is none', () => {
      const comments = page?.querySelector('#comments');
      const cites = [...(comments?.querySelectorAll('.h-cite') ?? [])].map(({ id }) => id);
      const written = discussion?.comments.map(({ id }) => `comment-${id}`) ?? [];
      expect(cites.toSorted()).toEqual(written.toSorted());
      for (const { text } of discussion?.comments ?? []) {
        for (const block of blocksOf(text)) expect(textOf(comments)).toContain(block);
      }
      // That no discussion is known says something only of what stood elsewhere.
      if (!discussion && kind !== 'original') expect(textOf(comments)).toMatch(/\./);
    });
  });
});
