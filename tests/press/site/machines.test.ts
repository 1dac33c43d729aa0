import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProbablyReaderable, Readability } from '@mozilla/readability';
import { JSDOM, VirtualConsole } from 'jsdom';
import { mf2 } from 'microformats-parser';
import sharp from 'sharp';
import { describe, expect, inject, test } from 'vitest';
import { contentOf, writersOf } from '../../support/content.ts';
import { pagesOf, textOf, type BuiltPage } from '../../support/pages.ts';

// What programs read from the pages, each by a parser that is not ours.

const site = inject('sites').everything;
const pages = pagesOf(site);
const content = contentOf(site);
const { series } = content;
const essays = pages.filter(({ path }) => /^\/essays\/.+/.test(path));
const dataOf = ({ document }: BuiltPage) => {
  const text = document.querySelector('script[type="application/ld+json"]')?.textContent;
  return text ? JSON.parse(text) : undefined;
};
const metaOf = ({ document }: BuiltPage, name: string) =>
  document.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.getAttribute('content');

describe.each(essays)('of $path', (page) => {
  const { path, html, document } = page;
  const address = `${site.origin}${path}`;
  const slug = path.split('/').at(-2) ?? '';
  const written = content.essays.find((essay) => essay.slug === slug);
  const writers = written ? writersOf(written, content) : [];
  const parsed = () =>
    new JSDOM(html, { url: address, virtualConsole: new VirtualConsole() }).window.document;

  test('a reader view keeps title, byline, every heading, paragraph and note, and no comment', () => {
    // Chinese says in one sign what English says in some four.
    const isDense = document.querySelector('.e-content:lang(zh)') !== null;
    const measure = isDense ? { minContentLength: 35, minScore: 5 } : {};
    expect(isProbablyReaderable(parsed(), measure)).toBe(true);
    const article = new Readability(parsed()).parse();
    expect(article?.title).toBe(textOf(document.querySelector('h1')));
    expect(article?.byline ?? 'Unsigned').toBe(
      writers.map(({ name }) => name).join(', ') || 'Unsigned',
    );
    const kept = (article?.textContent ?? '').replace(/\s+/g, ' ');
    const prose = document.querySelector('.e-content');
    for (const block of prose?.querySelectorAll('p, h2, h3, li') ?? []) {
      expect(kept).toContain(textOf(block));
    }
    for (const comment of document.querySelectorAll('#comments .p-content p')) {
      expect(kept).not.toContain(textOf(comment));
    }
  });

  test('microformats hold one entry, its authors, its text and its comments', () => {
    const { items } = mf2(html, { baseUrl: address });
    const entries = items.filter(({ type }) => type?.includes('h-entry'));
    expect(entries).toHaveLength(1);
    const properties = entries[0]?.properties ?? {};
    expect(properties['name']).toEqual([textOf(document.querySelector('h1'))]);
    expect(properties['url']).toEqual([address]);
    expect(properties['published']).toEqual([written?.published]);
    expect(properties['content']).toHaveLength(1);
    expect(properties['author'] ?? []).toEqual(
      writers.map(({ name, path: who }) => ({
        type: ['h-card'],
        properties: { name: [name], url: [site.origin + who] },
        value: name,
      })),
    );
    const comments = (properties['comment'] ?? []) as { properties: Record<string, unknown[]> }[];
    expect(comments.map((comment) => comment.properties['url'])).toEqual(
      (written?.discussion?.comments ?? [])
        .filter(({ replyTo }) => replyTo === undefined)
        .map(({ id }) => [`${address}#comment-${id}`]),
    );
  });

  test('JSON-LD says what the page shows', () => {
    const data = dataOf(page);
    const shown = textOf(document.body);
    expect(data['@type']).toBe('Article');
    expect(data.headline).toBe(textOf(document.querySelector('h1')));
    expect(shown).toContain(data.description);
    expect(data.url).toBe(address);
    expect(
      [data.author ?? []].flat().map(({ name, url }: Record<string, string>) => ({ name, url })),
    ).toEqual(writers.map(({ name, path: who }) => ({ name, url: site.origin + who })));
    for (const { name } of writers) expect(shown).toContain(name);
    const part = series.find((one) => one.essays.includes(slug));
    expect(data.isPartOf?.name).toBe(part?.title);
    if (part) expect(shown).toContain(`part ${data.position} of ${part.essays.length}`);
    expect(data.isBasedOn?.name).toBe(written?.source?.title);
    if (data.isBasedOn?.name) expect(shown).toContain(data.isBasedOn.name);
    expect(data.dateModified).toBe(written?.revised);
    const comments = [...document.querySelectorAll('.h-cite')];
    expect(data.commentCount).toBe(comments.length);
    expect(textsOf(data.comment)).toEqual(
      comments.map((comment) =>
        [...(comment.querySelector('.p-content')?.querySelectorAll('p, li') ?? [])]
          .map(textOf)
          .join(' '),
      ),
    );
  });
});

interface CommentData {
  text: string;
  comment?: CommentData[];
}

/** The texts of comments, each before those of the replies to it. */
const textsOf = (comments: readonly CommentData[] = []): string[] =>
  comments.flatMap(({ text, comment }) => [text.replace(/\s+/g, ' '), ...textsOf(comment)]);

test('the home page, the series and each author have their own data, other pages none', () => {
  const types = Object.fromEntries(pages.map((page) => [page.path, dataOf(page)?.['@type']]));
  expect(types['/']).toBe('WebSite');
  for (const { id } of series) expect(types[`/series/${id}/`]).toBe('CreativeWorkSeries');
  for (const { id } of content.authors) expect(types[`/authors/${id}/`]).toBe('ProfilePage');
  expect(types['/authors/unsigned/']).toBe(undefined);
  expect(types['/about/']).toBe(undefined);
});

test.each(series)('the data of the series $id lists its essays in reading order', ({ id }) => {
  const page = pages.find(({ path }) => path === `/series/${id}/`);
  const listed =
    page && dataOf(page).hasPart.map(({ url }: { url: string }) => new URL(url).pathname);
  const links = [...(page?.document.querySelectorAll('.essay-list h2 a') ?? [])];
  expect(listed).toEqual(links.map((link) => link.getAttribute('href')));
});

test.each(pages)('$path has a social card of 1200 by 630 and at most 60 KB', async (page) => {
  const url = new URL(metaOf(page, 'og:image') ?? '');
  expect(url.origin).toBe(site.origin);
  const card = readFileSync(join(site.dir, url.pathname));
  expect(card.length).toBeLessThanOrEqual(60_000);
  const { width, height, format } = await sharp(card).metadata();
  expect({ width, height, format }).toEqual({ width: 1200, height: 630, format: 'png' });
  expect(metaOf(page, 'og:title')).toBeTruthy();
  expect(metaOf(page, 'og:image:alt')).toBeTruthy();
  expect(metaOf(page, 'og:url')).toBe(
    page.path === '/404.html' ? undefined : site.origin + page.path,
  );
});

test('every essay has a card of its own', () => {
  expect(new Set(essays.map((page) => metaOf(page, 'og:image'))).size).toBe(essays.length);
});
