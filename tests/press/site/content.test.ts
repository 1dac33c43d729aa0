import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { pagesOf, textOf } from '../../support/pages.ts';

// What the files in content/ say, read here without the site's own code, against what the pages show.

interface Essay {
  slug: string;
  body: string;
  title: string;
  standfirst: string;
  authors: string[];
  answers?: { essay: string; how: string }[];
  source: { date?: string };
}

const read = (path: string) => readFileSync(`content/${path}`, 'utf8');
const idsIn = (folder: string) =>
  readdirSync(`content/${folder}`).map((name) => name.replace(/\.\w+$/, ''));

const order: string[] = parse(read('series/customer-service.yaml')).essays;
const essays: Essay[] = idsIn('essays').map((slug) => {
  const [, frontmatter = '', body = ''] = read(`essays/${slug}.mdx`).split(/^---$/m);
  return { slug, body, ...parse(frontmatter) };
});

const [site] = inject('sites');
if (!site) throw new Error('No site was built.');
const pages = pagesOf(site);
const pageAt = (path: string) => {
  const page = pages.find((candidate) => candidate.path === path);
  if (!page) throw new Error(`There is no page ${path}.`);
  return page.document;
};
const essayLinks = (root: ParentNode) => [
  ...new Set(
    [...root.querySelectorAll('main a[href^="/essays/"], :scope a[href^="/essays/"]')]
      .map((link) => link.getAttribute('href') ?? '')
      .filter((href) => /^\/essays\/[^/]+\/$/.test(href)),
  ),
];

test('the five essays are there, 600 to 1,100 words each', () => {
  const series = essays.filter(({ slug }) => order.includes(slug));
  expect(series).toHaveLength(5);
  for (const { slug, body } of series) {
    const words = body.split(/\s+/).filter((word) => /\w/.test(word)).length;
    expect(words, slug).toBeGreaterThanOrEqual(600);
    expect(words, slug).toBeLessThanOrEqual(1100);
  }
});

describe.each(essays)('$slug', ({ slug, body, title, standfirst, authors, answers, source }) => {
  const document = pageAt(`/essays/${slug}/`);
  const prose = document.querySelector('.e-content');

  test('every paragraph, heading and note of the file is on the page, with its spaces', () => {
    for (const note of prose?.querySelectorAll('sup, .heading-link, [data-footnote-backref]') ??
      []) {
      note.remove();
    }
    const shown = textOf(prose);
    const blocks = body
      .split(/\n{2,}|\n(?=\d+\. )/)
      .map((block) =>
        block
          .replace(/^\s*(#+|\d+\.|-|\[\^[^\]]+\]:)\s+/, '')
          .replace(/<\/?\w+>/g, '')
          .replace(/\[\^[^\]]+\]/g, '')
          .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
          .replace(/[*_]/g, '')
          .replace(/\s+/g, ' ')
          .trim(),
      )
      .filter(Boolean);
    expect(blocks.length).toBeGreaterThan(8);
    for (const block of blocks) expect(shown).toContain(block);
  });

  test('its head says title, standfirst, authors, date, length, and that it is a retelling', () => {
    const head = textOf(document.querySelector('article > header'));
    expect(textOf(document.querySelector('h1'))).toBe(title);
    expect(head).toContain(standfirst.trim());
    expect(head).toContain(source.date ? 'September 30, 2013' : 'Undated');
    expect(head).toMatch(/\d minutes/);
    expect(textOf(prose?.querySelector('p'))).toMatch(
      /^Retold from an (unsigned essay|essay by .+), in our words\./,
    );
    const links = [...document.querySelectorAll('article > header a[href^="/authors/"]')].map(
      (link) => link.getAttribute('href'),
    );
    expect(links).toEqual(
      authors.length > 0 ? authors.map((id) => `/authors/${id}/`) : ['/authors/unsigned/'],
    );
  });

  test('previous and next are those of the reading order', () => {
    const number = order.indexOf(slug);
    if (number === -1) return;
    const at = (rel: string) =>
      document.querySelector(`main a[rel=${rel}]`)?.getAttribute('href') ?? undefined;
    const path = (other: string | undefined) => other && `/essays/${other}/`;
    expect(at('prev')).toBe(path(order[number - 1]));
    expect(at('next')).toBe(path(order[number + 1]));
    expect(textOf(document.querySelector('article > header'))).toContain(
      `part ${number + 1} of ${order.length}`,
    );
  });

  test('what it answers, and what answers it, is said with a sentence each', () => {
    const said = textOf(document.querySelector('[aria-labelledby=argument-heading]'));
    const sentences = [
      ...(answers ?? []).map(({ how }) => how),
      ...essays.flatMap((other) =>
        (other.answers ?? []).filter(({ essay }) => essay === slug).map(({ how }) => how),
      ),
    ];
    for (const sentence of sentences) expect(said).toContain(sentence);
  });

  test('its discussion is the one in the archive, or it is said that none is known', () => {
    const comments = document.querySelector('#comments');
    if (!idsIn('discussions').includes(slug)) {
      expect(textOf(comments?.querySelector('p'))).toBe('No discussion of this essay is known.');
      return;
    }
    const archive = parse(read(`discussions/${slug}.yaml`));
    expect([...(comments?.querySelectorAll('.h-cite') ?? [])].map((comment) => comment.id)).toEqual(
      archive.comments.map(({ id }: { id: string }) => `comment-${id}`),
    );
    for (const { text } of archive.comments) {
      for (const paragraph of text.trim().split(/\n{2,}/)) {
        expect(textOf(comments)).toContain(paragraph.replace(/\s+/g, ' '));
      }
    }
  });
});

test('the first discussion tells what the source counts, the fifth is whole', () => {
  const line = (slug: string) => textOf(pageAt(`/essays/${slug}/`).querySelector('#comments p'));
  expect(line('until-its-about-you')).toMatch(/^4 comments of the 5 that the source counts\./);
  expect(line('everything-you-need-to-know')).toMatch(/^2 comments\./);
});

test('every list of essays gives those of the series in reading order', () => {
  const paths = order.map((slug) => `/essays/${slug}/`);
  for (const path of ['/series/customer-service/', '/essays/', '/', '/404.html']) {
    const lists = [...pageAt(path).querySelectorAll('.essay-list')];
    const listed = lists.flatMap((list) => essayLinks(list));
    expect(
      listed.filter((href) => paths.includes(href)),
      path,
    ).toEqual(paths);
  }
  expect(essayLinks(pageAt('/essays/')).toSorted()).toEqual(
    essays.map(({ slug }) => `/essays/${slug}/`).toSorted(),
  );
});

test('the essays of the author pages are those that name the author', () => {
  for (const id of [...idsIn('authors'), 'unsigned']) {
    const expected = essays
      .filter(({ authors }) => (id === 'unsigned' ? authors.length === 0 : authors.includes(id)))
      .map(({ slug }) => `/essays/${slug}/`);
    expect(essayLinks(pageAt(`/authors/${id}/`)).toSorted(), id).toEqual(expected.toSorted());
  }
});

test('authors are listed by surname, the unsigned last', () => {
  const names = idsIn('authors')
    .filter((id) => essays.some(({ authors }) => authors.includes(id)))
    .map((id): { name: string; surname: string } => parse(read(`authors/${id}.yaml`)))
    .toSorted((a, b) => a.surname.localeCompare(b.surname))
    .map(({ name }) => name);
  expect(names.length).toBeGreaterThanOrEqual(3);
  expect([...pageAt('/authors/').querySelectorAll('h2')].map(textOf)).toEqual([
    ...names,
    'Unsigned',
  ]);
});
