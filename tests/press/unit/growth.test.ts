import { expect, test } from 'vitest';
import { feedsOf } from '../../../src/editions/feeds.ts';
import { contentErrors } from '../../../src/check/check.ts';
import { marksOf, stopsOf } from '../../../src/publication/line.ts';
import { publicationOf, type Entries } from '../../../src/publication/publication.ts';
import { anAuthor, anEssay, aSeries, site } from '../../support/factories.ts';

/** So many essays of nearly as many authors, in series of ten, each answering the one before it. */
function many(count: number): Entries {
  const ids = Array.from({ length: count }, (_, index) => `essay-${index}`);
  return {
    essays: ids.map((id, index) =>
      anEssay(id, {
        authors: [`author-${index}`],
        position: 0.5,
        answers: index % 10 === 0 ? [] : [{ essay: `essay-${index - 1}`, how: 'So.' }],
      }),
    ),
    authors: ids.map((_, index) => anAuthor(`author-${index}`, `A ${index}`, `${index}`)),
    series: ids.flatMap((id, index) =>
      index % 10 === 0 ? [aSeries(`of-${id}`, ids.slice(index, index + 10))] : [],
    ),
    discussions: ids.map((id) => ({ id, data: { place: 'there', comments: [] } })),
  };
}

/** Content as files, each as small as it can be: what grows with their number is not hidden by what they hold. */
function files(count: number) {
  const { essays, authors, series, discussions } = many(count);
  const file = (folder: string, id: string, data: unknown) => ({
    path: `content/${folder}/${id}.yaml`,
    text: JSON.stringify(data),
  });
  const site = {
    path: 'content/site.yaml',
    text: 'title: Many\ndescription: So many.\nlanguage: en\ntagAuthority: example.org,2020\n',
  };
  return [
    site,
    ...essays.map(
      ({ id, data: { code, pictures, notes, sections, passages, words, ...data } }) => ({
        path: `content/essays/${id}.mdx`,
        text: `---\n${JSON.stringify({ ...data, title: id })}\n---\n\n[Text](/essays/essay-0/).\n`,
      }),
    ),
    ...authors.map(({ id, data }) => file('authors', id, data)),
    ...series.map(({ id, data }) => file('series', id, data)),
    ...discussions.map(({ id }) =>
      file('discussions', id, {
        place: 'there',
        comments: [{ id: 'one', kind: 'comment', text: 'So.' }],
      }),
    ),
  ];
}

/** Microseconds of the processor that some runs take. */
function timeOf(work: () => unknown, runs: number): number {
  const before = process.threadCpuUsage();
  for (let run = 0; run < runs; run++) work();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}

/**
 * How many times as long the work on eight times as much takes. Both take turns, so that what else the machine does
 * slows down both, until the clock, which ticks in 10 ms, can tell.
 */
function growthOf(few: () => unknown, lots: () => unknown): number {
  timeOf(few, 8); // Compiles what is measured.
  let [timeOfFew, timeOfLots] = [0, 0];
  while (Math.min(timeOfFew, timeOfLots) < 100_000) {
    timeOfFew += timeOf(few, 8);
    timeOfLots += timeOf(lots, 1);
  }
  return (8 * timeOfLots) / timeOfFew;
}

// Of the smaller size; the larger is eight times as much.
test.each<[string, number, (count: number) => () => unknown]>([
  [
    'the check of the content',
    60,
    (count) => {
      const sources = { files: files(count), otherFiles: [], publicFiles: [] };
      expect(contentErrors(sources, '2026-11-22')).toEqual([]);
      return () => contentErrors(sources, '2026-11-22');
    },
  ],
  [
    'what is published',
    500,
    (count) => {
      const entries = many(count);
      return () => publicationOf(entries, site);
    },
  ],
  [
    'the feeds',
    1000,
    (count) => {
      const publication = publicationOf(many(count), site);
      return () => feedsOf(publication);
    },
  ],
  [
    'the line of a series',
    1000,
    (count) => {
      const { essays } = publicationOf(many(count), site);
      return () => [marksOf(essays), stopsOf(essays)];
    },
  ],
])(
  '%s takes time in proportion to the number of essays',
  (_, count, workOf) => {
    const growth = growthOf(workOf(count), workOf(8 * count));
    // In proportion it is 8, by the square 64.
    expect(growth).toBeLessThan(24);
  },
  60_000,
);
