import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { contentOf, type WrittenSeries } from '../../support/content.ts';
import { pagesOf, textOf } from '../../support/pages.ts';

// What the files of the fixture say, read here without the program's own code, against what its pages show.

const site = inject('sites').everything;
const { essays, authors, series } = contentOf(site);
const pages = new Map(pagesOf(site).map(({ path, document }) => [path, document]));
const pageAt = (path: string) => {
  const page = pages.get(path);
  if (!page) throw new Error(`There is no page ${path}.`);
  return page;
};
const essayLinks = (root: ParentNode) => [
  ...new Set(
    [...root.querySelectorAll('main a[href^="/essays/"], :scope a[href^="/essays/"]')]
      .map((link) => link.getAttribute('href') ?? '')
      .filter((href) => /^\/essays\/[^/]+\/$/.test(href)),
  ),
];
const pathsOf = (slugs: readonly string[]) => slugs.map((slug) => `/essays/${slug}/`);

/** What the fixture says of its dates, as its pages should. */
const dates: Record<string, string> = {
  'the-pencil': '2013',
  'against-the-ruler': 'date unknown',
  'two-hands': 'September 30, 2013',
  'measure-once': 'September 2013',
  'a-letter-on-string': 'date unknown',
  // In the language of the essay.
  'al-khatt': 'سبتمبر 2013',
};

/** How it is said whose words each kind of text is in. */
const wordsOf = {
  retelling: /This is a retelling by The Workbench:/,
  reprint: /These are the words of the source\./,
  original: /^Publication ?Published here on/,
};

describe.each(essays)('$slug', (essay) => {
  const { slug, kind } = essay;
  const document = pageAt(`/essays/${slug}/`);
  const head = document.querySelector('article > header');

  test('its head says date and length, and leads to its authors', () => {
    if (kind !== 'original') expect(textOf(head)).toContain(dates[slug]);
    expect(textOf(head)).toMatch(/\d minutes?/);
    for (const id of essay.authors) {
      const link = document.querySelector(`article > header a[href="/authors/${id}/"]`);
      expect(textOf(link)).toBe(authors.find((author) => author.id === id)?.name);
    }
    if (essay.authors.length === 0) {
      expect(document.querySelector('article > header a[href="/authors/unsigned/"]')).not.toBe(
        null,
      );
    }
  });

  test('above it stands from whom it is, below whose words it is in', () => {
    const byline = textOf(document.querySelector('article > header'));
    expect(byline.includes('Retold from ')).toBe(kind === 'retelling');
    expect(textOf(document.getElementById('source'))).toMatch(wordsOf[kind]);
  });

  test('all that is known of its source is said, and of an original that it appeared here', () => {
    const source = textOf(document.getElementById('source'));
    const { title = '', place = '', url = '' } = essay.source ?? {};
    for (const known of [title, place, url]) expect(source).toContain(known);
    expect(source.startsWith('Publication')).toBe(kind === 'original');
    if (essay.revised !== undefined) expect(source).toContain('May 20, 2025');
  });

  test('previous and next are those of the reading order', () => {
    const { title = '', essays: order = [] } =
      series.find((one) => one.essays.includes(slug)) ?? ({} as Partial<WrittenSeries>);
    const number = order.indexOf(slug);
    const at = (rel: string) =>
      document.querySelector(`main a[rel=${rel}]`)?.getAttribute('href') ?? undefined;
    const path = (other: string | undefined) => other && `/essays/${other}/`;
    expect(at('prev')).toBe(number > 0 ? path(order[number - 1]) : undefined);
    expect(at('next')).toBe(number >= 0 ? path(order[number + 1]) : undefined);
    if (number >= 0) {
      expect(textOf(head)).toContain(`${title}, part ${number + 1} of ${order.length}`);
    }
  });

  test('what it answers is said with a sentence each, and what answers it by its title', () => {
    const said = [...document.querySelectorAll('[aria-labelledby=argument-heading] dd')];
    const answering = essays.filter(({ answers }) =>
      answers.some((answer) => answer.essay === slug),
    );
    expect(
      said
        .flatMap((one) => {
          const titles = [...one.querySelectorAll('li')];
          return titles.length > 0 ? titles.map(textOf) : textOf(one);
        })
        .toSorted(),
    ).toEqual(
      [...essay.answers.map(({ how }) => how), ...answering.map(({ title }) => title)].toSorted(),
    );
  });

  test('its comments stand in the order of the archive, replies under what they answer', () => {
    const comments = document.querySelector('#comments');
    for (const { id, replyTo } of essay.discussion?.comments ?? []) {
      const comment = comments?.querySelector(`#comment-${id}`);
      const parent = comment?.parentElement?.closest('.h-cite');
      expect(parent?.id).toBe(replyTo && `comment-${replyTo}`);
    }
  });
});

test('a discussion tells what the source counts, where it counts more', () => {
  const line = (slug: string) => textOf(pageAt(`/essays/${slug}/`).querySelector('#comments p'));
  expect(line('the-pencil')).toMatch(
    /^7 comments of the 9 that the source counts\. .* below the page of the trade paper; the comments were seven months old/,
  );
  expect(line('the-last-screw')).toMatch(/^2 comments\./);
  expect(line('two-hands')).toBe('No discussion of this essay is known.');
});

test('a comment says who wrote it, where it stood, and to whom it speaks', () => {
  const heads = [...pageAt('/essays/the-pencil/').querySelectorAll('#comments .h-cite')].map(
    (comment) => textOf(comment.querySelector('header')),
  );
  expect(heads).toHaveLength(7);
  expect(heads[0]).toMatch(/^A pingback/);
  expect(heads[1]).toMatch(/to Otto, whose comment is not in our copy/);
  expect(heads[2]).toMatch(/^The Sharpener’s Gazette/);
  expect(heads[3]).toMatch(/^Ada Reader.*Editor.*Headline, pencils, margins, patience/);
  expect(heads[4]).toMatch(/^Surveyor.*in reply to Ada Reader/);
});

test('lists of what is read in an order have it, and that of all essays has the newest first', () => {
  for (const { id, essays: order } of series) {
    for (const path of [`/series/${id}/`, '/', '/404.html']) {
      const lists = [...pageAt(path).querySelectorAll('.essay-list, .thread')];
      const listed = lists.flatMap((list) => essayLinks(list));
      const paths = pathsOf(order);
      expect(
        listed.filter((href) => paths.includes(href)),
        path,
      ).toEqual(paths);
    }
  }
  const days = new Map(essays.map(({ slug, published }) => [`/essays/${slug}/`, published]));
  const listed = essayLinks(pageAt('/essays/'));
  expect(listed.toSorted()).toEqual([...days.keys()].toSorted());
  const dates = listed.map((path) => days.get(path) ?? '');
  expect(dates).toEqual(dates.toSorted().toReversed());
});

test('the essays of the author pages are those that name the author', () => {
  for (const id of [...authors.map((author) => author.id), 'unsigned']) {
    const expected = essays.filter((essay) =>
      id === 'unsigned' ? essay.authors.length === 0 : essay.authors.includes(id),
    );
    expect(essayLinks(pageAt(`/authors/${id}/`)).toSorted(), id).toEqual(
      pathsOf(expected.map(({ slug }) => slug)).toSorted(),
    );
  }
});

test('authors are listed by surname, with its accents, the unsigned last', () => {
  expect([...pageAt('/authors/').querySelectorAll('h2')].map(textOf)).toEqual([
    'Inès Ádé',
    'Mara Lind',
    'Tomás Orr',
    'Unsigned',
  ]);
});

test('every picture has its text, its size, and for pixels a source for each screen', () => {
  const pictures = [...pageAt('/essays/specimen/').querySelectorAll('.e-content img')];
  const said = (name: string) => pictures.map((picture) => picture.getAttribute(name));
  expect(said('alt')).toEqual([
    'A ladder leans to one side',
    'The plan of a bench, seen from above',
    'Two pieces of a joint, apart',
    'The ladder again',
  ]);
  expect(said('width')).toEqual(['600', '640', '300', '600']);
  expect(said('height')).toEqual(['400', '320', '200', '400']);
  const sources = said('srcset').map((set) => set?.replaceAll(/\.\w+\.webp/g, '.webp'));
  expect(sources).toEqual([
    '/_astro/ladder.webp 600w',
    '/_astro/plan.webp 640w',
    undefined,
    '/_astro/ladder.webp 600w',
  ]);
});

test('a caption stands below its picture, and a figure has the one that it ends in', () => {
  const figures = [...pageAt('/essays/specimen/').querySelectorAll('.e-content figure')];
  expect(figures.map((figure) => figure.querySelector('figcaption')?.textContent)).toEqual([
    'The third rung',
    undefined,
    'A joint and a ladder. Drawings: Mara Lind.',
    'Counted by hand in one afternoon.',
  ]);
});

test('a quote that repeats the text is for the eye alone, and in no edition', () => {
  const [repeated, other] = pageAt('/essays/specimen/').querySelectorAll('.pull-quote');
  expect(repeated?.getAttribute('aria-hidden')).toBe('true');
  expect(other?.tagName).toBe('BLOCKQUOTE');
  const feed = JSON.parse(readFileSync(join(site.dir, 'feed.json'), 'utf8'));
  const html = feed.items.find(({ url }: { url: string }) =>
    url.endsWith('/specimen/'),
  ).content_html;
  expect(html.split('Ladder and wall live in symbiosis')).toHaveLength(2);
  expect(html).toContain('A sentence that stands nowhere else.');
});

test('each edition is offered on the home and about pages, too', () => {
  for (const path of ['/', '/about/']) {
    for (const { id } of series) {
      for (const href of [`/series/${id}/complete/`, `/series/${id}/${id}.epub`]) {
        expect(pageAt(path).querySelector(`a[href="${href}"]`), href).not.toBe(null);
      }
    }
  }
});

test('an essay in another language than the site says so, and which way it runs', () => {
  for (const [slug, lang, dir] of [
    ['vom-kleben', 'de', 'ltr'],
    ['al-khatt', 'ar', 'rtl'],
  ] as const) {
    const document = pageAt(`/essays/${slug}/`);
    const text = document.querySelector('.e-content')?.closest('[lang]');
    expect(text?.getAttribute('lang')).toBe(lang);
    expect(text?.getAttribute('dir') ?? 'ltr').toBe(dir);
    expect(document.querySelector('header.masthead')?.closest('[lang]')?.getAttribute('lang')).toBe(
      'en-US',
    );
  }
});

test('what a reader may take along is said after the essay, what the series shows after the series', () => {
  const essay = textOf(pageAt('/essays/the-pencil/').body);
  for (const sentence of ['Draw before you measure.', 'Keep the ends.']) {
    expect(essay).toContain(sentence);
  }
  const whole = textOf(pageAt('/series/hand-and-machine/complete/').body);
  for (const sentence of ['nobody should measure alone', 'Who held the ladder?']) {
    expect(whole).toContain(sentence);
  }
});
