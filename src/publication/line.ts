import type { Essay, Series } from './model.ts';
import { longestList } from './paging.ts';

/** Where an essay's dot stands on the line of its series. */
export interface Mark {
  essay: Essay;
  /** Its number in reading order, from 1. */
  number: number;
  /** From 0, the start of the line, to 1, its end. */
  position: number;
}

/** An essay of a series as it hangs from the line: the thread comes from the one before it and leads to the next. */
export interface Stop {
  essay: Essay;
  number: number;
  /** Where the thread reaches it, from 0 to 1. */
  position: number;
  /** Where the thread comes from: the place of the essay before it. */
  from: number;
  /** Whether it has a place on the line; else the thread goes straight on. */
  isMarked: boolean;
}

/** A point of the thread, in shares of the width and the height of the room between two essays. */
export interface ThreadPoint {
  x: number;
  y: number;
}

/** Whether the essays of a series can hang from its line: it has one, and no more essays than a page lists. */
export const hangs = (series: Series): series is Series & { line: NonNullable<Series['line']> } =>
  series.line !== undefined &&
  series.essays.length <= longestList &&
  marksOf(series.essays).length > 1;

/**
 * The essays that the line above one of them shows: all of its series, or in one too long for a list the neighbours of
 * this one, those that it answers and those that answer it. Among hundreds of dots nobody finds one, and on each of
 * hundreds of pages they are most of the page.
 */
export function shownAround(essay: Essay): readonly Essay[] {
  if (!essay.part) return [];
  const { series, previous, next } = essay.part;
  if (series.essays.length <= longestList) return series.essays;
  const answers = [...essay.answers, ...essay.answeredBy].map((answer) => answer.essay);
  const near = [previous, essay, next, ...answers].filter((one) => one !== undefined);
  return [...new Set(near)].filter(({ part }) => part?.series === series);
}

/** Those of some essays of a series that have a position, from the start of the line to its end. */
export function marksOf(essays: readonly Essay[]): Mark[] {
  return essays
    .flatMap((essay) =>
      essay.position === undefined || !essay.part
        ? []
        : [{ essay, number: essay.part.number, position: essay.position }],
    )
    .toSorted((a, b) => a.position - b.position);
}

/**
 * Those of some marks whose numbers can stand below them without touching one another.
 *
 * @param room What a number needs, as a share of the length of the line.
 * @param first The one that has its number in any case.
 */
export function numbered(marks: readonly Mark[], room: number, first?: Essay): Set<Mark> {
  const kept: Mark[] = [];
  for (const mark of marks.toSorted(
    (a, b) => Number(b.essay === first) - Number(a.essay === first),
  )) {
    if (kept.every(({ position }) => Math.abs(position - mark.position) >= room)) kept.push(mark);
  }
  return new Set(kept);
}

/** The way of the thread through the essays of a series, in reading order. */
export function stopsOf(essays: readonly Essay[]): Stop[] {
  const stops: Stop[] = [];
  const start = essays.find(({ position }) => position !== undefined)?.position ?? 0;
  for (const [index, essay] of essays.entries()) {
    const from = stops.at(-1)?.position ?? start;
    const { position = from } = essay;
    const isMarked = essay.position !== undefined;
    stops.push({ essay, number: index + 1, position, from, isMarked });
  }
  return stops;
}

/** The thread from one place to another, a cubic Bézier curve that leaves and arrives upright. */
export function threadBetween(
  from: number,
  to: number,
): [ThreadPoint, ThreadPoint, ThreadPoint, ThreadPoint] {
  return [
    { x: from, y: 0 },
    { x: from, y: 0.6 },
    { x: to, y: 0.4 },
    { x: to, y: 1 },
  ];
}
