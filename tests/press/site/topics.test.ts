import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { contentOf, topicId } from '../../support/content.ts';
import { filesOf, pagesOf, textOf } from '../../support/pages.ts';

const { everything, underBase, french } = inject('sites');

describe.each([everything, underBase])('$name', (site) => {
  const { essays } = contentOf(site);
  const pages = new Map(pagesOf(site).map(({ path, document }) => [path, document]));
  const pageAt = (path: string) => {
    const page = pages.get(site.base + path);
    if (!page) throw new Error(`There is no page ${path}.`);
    return page;
  };
  const topics = [...new Set(essays.flatMap((essay) => essay.topics ?? []))];
  const about = (topic: string) => essays.filter((essay) => essay.topics?.includes(topic));
  const linksOf = (root: ParentNode) =>
    [...root.querySelectorAll('a')].map((link) => link.getAttribute('href'));

  test('the list of topics has each, with the number of its essays', () => {
    const items = [...pageAt('topics/').querySelectorAll('main li')].map(textOf);
    expect(items.toSorted()).toEqual(
      topics
        .map((topic) => {
          const count = about(topic).length;
          return `${topic} ${count} ${count === 1 ? 'essay' : 'essays'}`;
        })
        .toSorted(),
    );
  });

  test('the page of a topic lists its essays, and offers its feeds, which hold them', () => {
    for (const topic of topics) {
      const route = `topics/${topicId(topic)}/`;
      const page = pageAt(route);
      const slugs = about(topic).map(({ slug }) => slug);
      const links = linksOf(page.querySelector('main') ?? page);
      for (const slug of slugs) expect(links).toContain(`${site.base}essays/${slug}/`);
      expect(links).toContain(`${site.base}${route}atom.xml`);
      const feed: { items: { url: string; tags: string[] }[] } = JSON.parse(
        readFileSync(join(site.dir, route, 'feed.json'), 'utf8'),
      );
      expect(feed.items.map(({ url }) => url).toSorted()).toEqual(
        slugs.map((slug) => `${site.origin}${site.base}essays/${slug}/`).toSorted(),
      );
      for (const { tags } of feed.items) expect(tags).toContain(topic);
      const atom = readFileSync(join(site.dir, route, 'atom.xml'), 'utf8');
      expect(atom).toContain(`<category term="${topic}"/>`);
    }
  });

  test('an essay leads to its topics, and names them to machines; one without has no word of them', () => {
    for (const { slug, topics: own = [] } of essays) {
      const page = pageAt(`essays/${slug}/`);
      const main = page.querySelector('main') ?? page;
      expect(linksOf(main).filter((href) => href?.startsWith(`${site.base}topics/`))).toEqual(
        own.map((topic) => `${site.base}topics/${topicId(topic)}/`),
      );
      const data = JSON.parse(
        page.querySelector('script[type="application/ld+json"]')?.textContent ?? '',
      );
      expect(data.keywords).toEqual(own.length > 0 ? own : undefined);
    }
  });

  test('an essay outside a series names those that have a topic in common with it', () => {
    const main = pageAt('essays/vom-kleben/').querySelector('main');
    expect(textOf(main)).toContain('Related essays: A letter on string · A letter on glue');
    // The other two are in a series, and have its other essays beside them.
    expect(textOf(pageAt('essays/a-letter-on-glue/').body)).not.toContain('Related essays');
  });
});

test('a publication whose essays name no topic has neither a page nor a word of them', () => {
  for (const file of filesOf(french)) {
    expect(file).not.toMatch(/^\/topics/);
    if (!/\.(html|xml|json)$/.test(file) || file.includes('.config.')) continue;
    const text = readFileSync(join(french.dir, file), 'utf8');
    expect(text.includes('/topics/') || text.includes('Sujets'), file).toBe(false);
  }
});
