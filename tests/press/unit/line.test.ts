import { expect, test } from 'vitest';
import {
  arcsOf,
  brokenInto,
  marksOf,
  shownAround,
  spreadOut,
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
  const marks = marksOf(essaysAt(0.5, 0.1, undefined, 0.9), 0.1);
  expect(marks.map(({ number, position }) => [number, position])).toEqual([
    [2, 0.1],
    [1, 0.5],
    [4, 0.9],
  ]);
});

test('the line above an essay shows its whole series, or of a long one what it touches', () => {
  const shown = (count: number) =>
    essaysAt(...Array.from({ length: count }, () => 0.5)).map((essay) =>
      marksOf(shownAround(essay), 0).map(({ number }) => number),
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

test.each([3, 12])('the labels of %i essays on one spot stand in rows of their own', (count) => {
  const marks = marksOf(essaysAt(...Array.from({ length: count }, () => 0.5)), 0.16);
  expect(new Set(marks.map(({ row }) => row)).size).toBe(count);
});

test('labels that do not touch share a row', () => {
  const marks = marksOf(essaysAt(0, 0.25, 0.5, 0.75, 1), 0.16);
  expect(marks.map(({ row }) => row)).toEqual([0, 0, 0, 0, 0]);
});

test('an arc leads from the essay that answers to the one that it answers', () => {
  expect(arcsOf(marksOf(essaysAt(0.5, 0.1), 0.1))).toEqual([{ from: 0.1, to: 0.5 }]);
});

test('an answer to an essay off the line has no arc', () => {
  expect(arcsOf(marksOf(essaysAt(undefined, 0.1), 0.1))).toEqual([]);
});

test('text breaks between words', () => {
  expect(brokenInto(10, 'one two three four')).toEqual(['one two', 'three four']);
  expect(brokenInto(3, 'longer')).toEqual(['longer']);
});

test('values move apart no more than they must', () => {
  expect(spreadOut([0, 100, 110, 300], [50, 50, 160, 50])).toEqual([0, 100, 150, 310]);
});
