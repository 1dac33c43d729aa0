import { expect, test } from 'vitest';
import {
  hangs,
  marksOf,
  numbered,
  shownAround,
  stopsOf,
  threadBetween,
} from '../../../src/publication/line.ts';
import { publicationOf } from '../../../src/publication/publication.ts';
import { anEssay, aSeries, entries, site } from '../../support/factories.ts';

const essaysAt = (...positions: (number | undefined)[]) => {
  const ids = positions.map((_, index) => `e${index}`);
  return publicationOf(
    entries({
      essays: positions.map((position, index) =>
        anEssay(`e${index}`, {
          ...(position !== undefined && { position }),
          ...(index > 0 && { answers: [{ essay: `e${index - 1}`, how: 'So.' }] }),
        }),
      ),
      series: [aSeries('s', ids)],
    }),
    site,
  ).essays;
};

test('marks stand from start to end and keep their numbers of reading', () => {
  const marks = marksOf(essaysAt(0.5, 0.1, undefined, 0.9));
  expect(marks.map(({ number, position }) => [number, position])).toEqual([
    [2, 0.1],
    [1, 0.5],
    [4, 0.9],
  ]);
});

test('the line above an essay shows its whole series, or of a long one what it touches', () => {
  const shown = (count: number) =>
    essaysAt(...Array.from({ length: count }, () => 0.5)).map((essay) =>
      marksOf(shownAround(essay)).map(({ number }) => number),
    );
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  expect(shown(24)).toEqual(upTo(24).map(() => upTo(24)));
  const inLong = shown(25).map((numbers) => numbers.toSorted((a, b) => a - b));
  expect(inLong.slice(0, 3)).toEqual([
    [1, 2],
    [1, 2, 3],
    [2, 3, 4],
  ]);
  // However long it is, so the lines of all its essays grow with their number, and not by its square.
  expect(Math.max(...shown(400).map(({ length }) => length))).toBe(3);
});

test('the line above an essay of a long series shows what answers it from afar, and nothing of another series', () => {
  const ids = Array.from({ length: 30 }, (_, index) => `e${index}`);
  const answers = [{ essay: 'e2', how: 'So.' }];
  const { essays } = publicationOf(
    entries({
      essays: [...ids, 'other'].map((id) =>
        anEssay(id, { position: 0.5, ...((id === 'e20' || id === 'other') && { answers }) }),
      ),
      series: [aSeries('s', ids), aSeries('t', ['other'])],
    }),
    site,
  );
  const around = (slug: string) =>
    essays.filter((essay) => essay.slug === slug).flatMap(shownAround);
  expect(new Set(around('e2').map(({ slug }) => slug))).toEqual(new Set(['e1', 'e2', 'e3', 'e20']));
  expect(around('other').map(({ slug }) => slug)).toEqual(['other']);
});

test('numbers that would touch leave room, first of all to that of the essay itself', () => {
  const essays = essaysAt(0, 0.03, 0.5, 0.52, 0.9);
  const marks = marksOf(essays);
  const kept = (first?: (typeof essays)[number]) =>
    [...numbered(marks, 0.05, first)].map(({ number }) => number).toSorted();
  expect(kept()).toEqual([1, 3, 5]);
  expect(kept(essays[3])).toEqual([1, 4, 5]);
});

test('the thread leads from essay to essay in reading order, and straight past one without a place', () => {
  expect(
    stopsOf(essaysAt(undefined, 0.5, 0.1, undefined, 0.9)).map(
      ({ number, from, position, isMarked }) => [number, from, position, isMarked],
    ),
  ).toEqual([
    [1, 0.5, 0.5, false],
    [2, 0.5, 0.5, true],
    [3, 0.5, 0.1, true],
    [4, 0.1, 0.1, false],
    [5, 0.1, 0.9, true],
  ]);
});

test('the thread leaves and arrives upright', () => {
  const [start, bend, otherBend, end] = threadBetween(0.2, 0.8);
  expect(bend.x).toBe(start.x);
  expect(otherBend.x).toBe(end.x);
  expect([start, end]).toEqual([
    { x: 0.2, y: 0 },
    { x: 0.8, y: 1 },
  ]);
});

test.each([
  ['1 essay', 1, false],
  ['2 essays', 2, true],
  ['24 essays', 24, true],
  ['25 essays', 25, false],
])('%s in a series: do they hang from its line?', (_, count, expected) => {
  const [essay] = essaysAt(...Array.from({ length: count }, (_, index) => index / count));
  const line = { start: { label: 'a', meaning: 'b' }, end: { label: 'c', meaning: 'd' } };
  if (!essay?.part) throw new Error('The essay has no series.');
  expect(hangs({ ...essay.part.series, line })).toBe(expected);
  expect(hangs(essay.part.series)).toBe(false);
});
