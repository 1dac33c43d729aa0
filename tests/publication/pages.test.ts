import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { longestTitle } from '../../src/publication/titles.ts';
import { isCalendarDate } from '../../src/publication/dates.ts';
import { paths } from '../../src/publication/addresses/paths.ts';
import { contentOf, type WrittenEssay } from '../support/content.ts';
import { readHtml } from '../support/editions.ts';
import { pagesOf, textOf } from '../support/pages.ts';
import { publications } from './publications.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // Void elements and quotes are written as Astro writes them; both ways are valid.
    'void-style': 'off',
    'attr-quotes': 'off',
    // Safari takes the list out of a list without markers; the role keeps it.
    'no-redundant-role': 'off',
    // Long titles are cut by the site's own rule, see titles.ts.
    'long-title': 'off',
  },
});

describe.each(publications)('$name', (publication) => {
  const pages = pagesOf(publication);
  const { site, essays, authors, series } = contentOf(publication);

  test('titles and descriptions are unique, and titles fit into a list of search results', () => {
    const titles = pages.map(({ document }) => document.title);
    const descriptions = pages.map(({ document }) =>
      document.querySelector('meta[name=description]')?.getAttribute('content'),
    );
    expect(new Set(titles).size).toBe(pages.length);
    expect(new Set(descriptions).size).toBe(pages.length);
    for (const title of titles) expect(title.length, title).toBeLessThanOrEqual(longestTitle);
    for (const description of descriptions) expect(description).toBeTruthy();
  });

  test('every page is in the language of the site', () => {
    for (const { path, document } of pages) {
      expect(document.documentElement.lang, path).toMatch(/./);
      if (!/^\/essays\/.+/.test(path)) {
        expect(document.documentElement.lang, path).toBe(site.language);
      }
    }
  });

  test('every essay has a page', () => {
    const built = new Set(pages.map(({ path }) => path));
    for (const { slug } of essays) expect(built).toContain(`/essays/${slug}/`);
  });

  test.each(pages)('$path has one h1 and skips no level', ({ document }) => {
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) =>
      Number(heading.tagName.slice(1)),
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    levels.reduce((before, level) => {
      expect(level).toBeLessThanOrEqual(before + 1);
      return level;
    });
  });

  test.each(pages)('$path is valid HTML', async ({ html }) => {
    const report = await validator.validateString(html);
    const messages = report.results.flatMap((result) =>
      result.messages.map(({ line, column, message, ruleId }) =>
        [line, column, ruleId, message].join(' '),
      ),
    );
    expect(messages).toEqual([]);
  });

  test.each(pages)('every date on $path is one of the calendar', ({ document }) => {
    for (const time of document.querySelectorAll('time')) {
      expect(isCalendarDate(time.getAttribute('datetime') ?? '')).toBe(true);
    }
  });

  test.each(pages)('every picture on $path says what it shows', ({ document }) => {
    for (const picture of document.querySelectorAll('img')) {
      expect(picture.getAttribute('alt')?.trim(), picture.outerHTML).toBeTruthy();
    }
  });

  test.each(pages)(
    '$path has a strict policy, and nothing that it would have to allow',
    ({ path, document }) => {
      const policy = document
        .querySelector('meta[http-equiv=content-security-policy]')
        ?.getAttribute('content');
      expect(policy).toMatch(/^default-src 'none';/);
      const asks = document.querySelector('form') !== null;
      expect(policy).toContain(`base-uri 'none';form-action '${asks ? 'self' : 'none'}';`);
      expect(policy).toContain("require-trusted-types-for 'script'");
      // What the search needs, and nothing else that is unsafe: its styles are those of the page.
      const engine = path === paths.search ? " 'self' 'wasm-unsafe-eval'" : '';
      expect(policy).toMatch(new RegExp(`script-src (?:'sha256-[^' ]+' ?)+${engine}$`));
      expect(policy?.replace(engine, '')).not.toContain('unsafe');
      expect(document.querySelectorAll('[style]')).toHaveLength(0);
      for (const element of document.querySelectorAll('*')) {
        for (const { name } of element.attributes) expect(name).not.toMatch(/^on/);
      }
    },
  );

  test.each(pages)('$path asks no other site for anything', ({ document }) => {
    const loaded = [...document.querySelectorAll('[src], link:not([rel=canonical])')].map(
      (element) => element.getAttribute('src') ?? element.getAttribute('href') ?? '',
    );
    for (const address of loaded) expect(address).toMatch(/^\/(?!\/)/);
  });

  test.each(pages.filter(({ path }) => path !== paths.search))(
    '$path has no script but the switch of the theme, 1 KB at most',
    ({ document }) => {
      const scripts = [...document.querySelectorAll('script')].filter(
        ({ type }) => !['application/ld+json', 'speculationrules'].includes(type),
      );
      const theSwitch = document.querySelector('.theme')?.outerHTML ?? '';
      const size = scripts.reduce((sum, { textContent }) => sum + (textContent?.length ?? 0), 0);
      expect(scripts).toHaveLength(1);
      expect(size + theSwitch.length).toBeLessThanOrEqual(1024);
    },
  );

  test('the search page has one script more, 3.7 KB at most', () => {
    const page = pages.find(({ path }) => path === paths.search);
    const [, own, ...others] = page?.document.querySelectorAll('script:not([type])') ?? [];
    expect(own?.textContent?.length).toBeGreaterThan(0);
    expect(own?.textContent?.length).toBeLessThanOrEqual(3788);
    expect(others).toEqual([]);
  });

  test.each(pages)('$path has no word glued to an inline element by a lost space', (page) => {
    const root = readHtml(page.html);
    // What a writer joins is joined; that nothing of it is lost is for text.test.ts.
    for (const text of root.querySelectorAll('.prose:not(#source .prose)')) text.remove();
    const inline = '(?:a|cite|em|span|time)';
    const html = root.innerHTML.replaceAll('&nbsp;', ' ');
    expect(html).not.toMatch(new RegExp(`[\\p{L}\\p{N}.,;:!?]<${inline}[ >]`, 'u'));
    expect(html).not.toMatch(new RegExp(`</${inline}>[\\p{L}\\p{N}]`, 'u'));
  });

  test('no page says a number of essays that is false', () => {
    const written = [...essays, ...authors, ...series].map(({ standfirst }) => standfirst.trim());
    const some = [
      ...series.map((one) => one.essays.length),
      ...countsOfAuthors(essays),
      ...countsOfTopics(essays),
    ];
    for (const { path, html, document } of pages) {
      const body = readHtml(html);
      for (const text of body.querySelectorAll('.prose, script, style')) text.remove();
      const description = document.querySelector('meta[name=description]')?.getAttribute('content');
      const said = written.reduce(
        (text, sentence) => text.replaceAll(sentence, ' '),
        `${document.title} ${description} ${textOf(body)}`,
      );
      for (const { 0: words, 1: number = '' } of said.matchAll(
        /(\p{L}+|\d+) ess(?:ay|ai)s?\b/giu,
      )) {
        // Only the number of all is written in words.
        const inWords = numbers.indexOf(number.toLowerCase()) % 12;
        if (inWords >= 0) expect(inWords + 1, `${path}: ${words}`).toBe(essays.length);
        if (!/^\d+$/.test(number)) continue;
        expect([essays.length, ...some], `${path}: ${words}`).toContain(Number(number));
      }
    }
  });
});

/** From one to twelve, in each language that the interface has. */
const numbers = [
  ...['one', 'two', 'three', 'four', 'five', 'six'],
  ...['seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['un', 'deux', 'trois', 'quatre', 'cinq', 'six'],
  ...['sept', 'huit', 'neuf', 'dix', 'onze', 'douze'],
];

/** How many essays each author signed, and how many nobody did. */
function countsOfAuthors(essays: readonly WrittenEssay[]): number[] {
  const counts = new Map<string, number>();
  for (const { authors } of essays) {
    for (const id of authors.length === 0 ? [''] : authors) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return [...counts.values()];
}

function countsOfTopics(essays: readonly WrittenEssay[]): number[] {
  const topics = essays.flatMap((essay) => essay.topics ?? []);
  return topics.map((topic) => topics.filter((one) => one === topic).length);
}
