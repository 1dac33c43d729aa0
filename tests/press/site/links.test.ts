import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { filesOf, pagesOf } from '../../support/pages.ts';

describe.each(inject('sites'))('$name', (site) => {
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
      if (url.origin === site.origin) expect(url.pathname).toMatch(/\/$|\/[^/]+\.(epub|json|xml)$/);
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

  test('every page is there', () => {
    for (const path of ['', 'essays/', 'series/', 'authors/', 'authors/unsigned/', 'about/']) {
      expect(files).toContain(`${site.base}${path}index.html`);
    }
    for (const file of ['404.html', 'favicon.svg', 'robots.txt']) {
      expect(existsSync(join(site.dir, file)), file).toBe(true);
    }
  });
});
