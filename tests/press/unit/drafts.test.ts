import { expect, test } from 'vitest';
import { checkContent, contentErrors } from '../../../src/check/check.ts';
import { contentStatsOf } from '../../../src/check/content-stats.ts';
import { errorInWords } from '../../../src/check/errors.ts';
import { edited, sources } from '../../support/factories.ts';

const today = '2026-01-01';
const messages = (some = sources()) => contentErrors(some, today).map(errorInWords);

const author = 'content/authors/ann-doe.yaml';
const first = 'content/essays/first.mdx';
const series = 'content/series/both.yaml';
const discussion = 'content/discussions/first.yaml';
const asDraft = 'draft: true\n';

test('an author who is a draft, and whose essay is published, is refused', () => {
  expect(messages(sources(author, /^/, asDraft))).toEqual([
    `${author}:1: the author is a draft, and the essay "first" is published. Take the key out, or make the essay a draft too.`,
  ]);
  const both = edited(sources(author, /^/, asDraft), first, 'kind: ', `${asDraft}kind: `);
  expect(messages(both)).toEqual([]);
});

test('a series and a discussion may be drafts, with words that are to be written', () => {
  const some = edited(
    sources(series, 'preface: Read them in order.', `preface: To be written.\n${asDraft}`),
    discussion,
    'place: under the essay',
    `${asDraft}place: To be written.`,
  );
  expect(messages(some)).toEqual([]);
  const { entries } = checkContent(some, today);
  expect(contentStatsOf(entries, today).comments).toBe(0);
});

test.each([
  [series, '/series/both/'],
  [author, '/authors/ann-doe/'],
])('a link to a draft is refused: %s', (file, link) => {
  const some = edited(
    sources(file, /^/, asDraft),
    first,
    'A second',
    `[See that](${link}). A second`,
  );
  expect(messages(some)).toContain(
    `${first}:16: the link "${link}" leads to a page that is not published on ${today}. Publish it first, or take the link out.`,
  );
});

test('what is wrong with the style of a draft is a warning, and what else is wrong is none', () => {
  const wrong = 'It "says" so, [there](/nowhere/).';
  const errorsOf = (draft: string) =>
    contentErrors(
      edited(
        sources(first, 'A second paragraph.', wrong),
        first,
        'kind: retelling',
        `kind: retelling # As the test says.\n${draft}`,
      ),
      today,
    )
      .filter(({ file, problem }) => file === first && !problem.includes('discussion'))
      .map(({ problem, isWarning = false }) => [problem, isWarning]);
  const expected = (isWarning: boolean) => [
    ['the link "/nowhere/" leads to no page of this site', false],
    ['""says"" has a straight quotation mark or apostrophe, and 1 more on the line', isWarning],
  ];
  expect(errorsOf('').toSorted()).toEqual(expected(false).toSorted());
  expect(errorsOf(asDraft).toSorted()).toEqual(expected(true).toSorted());
});
