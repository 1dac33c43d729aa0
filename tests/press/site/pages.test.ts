import { HtmlValidate } from 'html-validate';
import { expect, inject, test } from 'vitest';
import { longestTitle } from '../../../src/publication/titles.ts';
import { isCalendarDate } from '../../../src/publication/dates.ts';
import { paths } from '../../../src/publication/addresses/paths.ts';
import { pagesOf } from '../../support/pages.ts';

const [site] = inject('sites');
if (!site) throw new Error('No site was built.');
const pages = pagesOf(site);

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

test('the search page has one script more, 3 KB at most', () => {
  const page = pages.find(({ path }) => path === paths.search);
  const [, own, ...others] = page?.document.querySelectorAll('script:not([type])') ?? [];
  expect(own?.textContent?.length).toBeGreaterThan(0);
  expect(own?.textContent?.length).toBeLessThanOrEqual(3072);
  expect(others).toEqual([]);
});

test.each(pages)('$path has no word glued to an inline element by a lost space', ({ html }) => {
  const inline = '(?:a|cite|em|span|time)';
  expect(html).not.toMatch(new RegExp(`[\\p{L}\\p{N}.,;:!?]<${inline}[ >]`, 'u'));
  expect(html).not.toMatch(new RegExp(`</${inline}>[\\p{L}\\p{N}]`, 'u'));
});
