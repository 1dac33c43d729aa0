import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { contentOf, topicId } from '../support/content.ts';
import { filesOf, pagesOf } from '../support/pages.ts';
import { publications } from './publications.ts';

describe.each([...publications, inject('sites').underBase])('$name', (site) => {
  const pages = pagesOf(site);
  const files = new Set(filesOf(site));

  test.each(pages)('every link and fragment of $path leads somewhere', ({ path, document }) => {
    const address = new URL(path, site.origin);
    for (const element of document.querySelectorAll('[href], [src]')) {
      const written = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
      const url = new URL(written, address);
      if (url.origin !== site.origin) continue;
      const target = decodeURI(url.pathname);
      const file = target.endsWith('/') ? `${target}index.html` : target;
      expect(files, `${written} on ${path}`).toContain(file);
      if (url.hash === '') continue;
      const page = pages.find((candidate) => candidate.path === target);
      expect(
        page?.document.getElementById(decodeURIComponent(url.hash.slice(1))),
        written,
      ).not.toBe(null);
    }
  });

  test.each(pages)('every page that $path links to ends in a slash', ({ document }) => {
    for (const link of document.querySelectorAll('a[href]')) {
      const url = new URL(link.getAttribute('href') ?? '', site.origin + site.base);
      // Files that are no pages have a name with a dot.
      if (url.origin === site.origin)
        expect(url.pathname).toMatch(/\/$|\/[^/]+\.(bib|epub|json|ris|xml)$/);
    }
  });

  test('every page but the 404 page names its own address as canonical', () => {
    for (const { path, document } of pages) {
      const canonical = document.querySelector('link[rel=canonical]')?.getAttribute('href');
      if (path.endsWith('404.html')) {
        expect(canonical).toBe(undefined);
        expect(document.querySelector('meta[name=robots]')?.getAttribute('content')).toBe(
          'noindex',
        );
      } else {
        expect(canonical).toBe(site.origin + path);
      }
    }
  });

  test('the sitemap lists every page but the 404 page', () => {
    const read = (name: string) => readFileSync(join(site.dir, name), 'utf8');
    const [, map = ''] = /<loc>[^<]*\/([^/<]+)<\/loc>/.exec(read('sitemap-index.xml')) ?? [];
    const listed = [...read(map).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url);
    const expected = pages
      .filter(({ path }) => !path.endsWith('404.html'))
      .map(({ path }) => site.origin + path);
    expect(listed.toSorted()).toEqual(expected.toSorted());
    expect(read('robots.txt')).toContain(`Sitemap: ${site.origin}${site.base}sitemap-index.xml`);
  });

  test('everything that is published has its page, and nothing else has one', () => {
    const { essays, authors, series, pages: named } = contentOf(site);
    const unsigned = essays.some((essay) => essay.authors.length === 0) ? ['unsigned'] : [];
    const topics = new Set(essays.flatMap((essay) => (essay.topics ?? []).map(topicId)));
    const expected = [
      ...['', 'essays/', 'authors/', 'search/', '404.html'],
      ...essays.map(({ slug }) => `essays/${slug}/`),
      ...[...authors.map(({ id }) => id), ...unsigned].map((id) => `authors/${id}/`),
      ...series.flatMap(({ id }) => [`series/${id}/`, `series/${id}/complete/`]),
      ...(series.length > 1 ? ['series/'] : []),
      ...named.map((name) => `${name}/`),
      ...(topics.size > 0 ? ['topics/', ...[...topics].map((id) => `topics/${id}/`)] : []),
    ];
    const listed = pages.map(({ path }) => path.slice(site.base.length));
    // Of long lists there are parts, on pages with a number or a letter.
    const whole = listed.filter((path) => !/\/?(page|letter)\/\w+\/$/.test(path));
    expect(whole.toSorted()).toEqual(expected.toSorted());
  });

  test('no draft and no essay of a later day has left a word or a file', () => {
    const { keptBack } = contentOf(site);
    for (const { slug, title } of keptBack) {
      for (const file of files) {
        expect(file).not.toContain(slug);
        if (!/\.(html|xml|json|txt)$/.test(file)) continue;
        const text = readFileSync(join(site.dir, file.slice(site.base.length)), 'utf8');
        expect(text.includes(title), `${title} in ${file}`).toBe(false);
      }
    }
  });
});
