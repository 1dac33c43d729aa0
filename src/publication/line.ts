import type { Essay } from './model.ts';
import { longestList } from './paging.ts';

/** Where an essay's dot and label stand on the line of its series. */
export interface Mark {
  essay: Essay;
  /** Its number in reading order, from 1. */
  number: number;
  /** From 0, the start of the line, to 1, its end. */
  position: number;
  /** The row of its label, from 0, nearest to the line: labels that would touch stand in different rows. */
  row: number;
}

/** An essay that answers another: an arc from the one to the other. */
export interface Arc {
  from: number;
  to: number;
}

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

/**
 * Those of some essays of a series that have a position, from the start of the line to its end.
 *
 * @param labelWidth The room that a label needs, as a share of the length of the line.
 */
export function marksOf(essays: readonly Essay[], labelWidth: number): Mark[] {
  const ends: number[] = []; // Of the last label in each row.
  return essays
    .flatMap((essay) =>
      essay.position === undefined || !essay.part
        ? []
        : [{ essay, number: essay.part.number, position: essay.position, row: 0 }],
    )
    .toSorted((a, b) => a.position - b.position)
    .map((mark) => {
      // A label is centered on its dot, and kept within the line.
      const start = Math.min(Math.max(mark.position - labelWidth / 2, 0), 1 - labelWidth);
      const free = ends.findIndex((end) => end <= start);
      const row = free === -1 ? ends.length : free;
      ends[row] = start + labelWidth;
      return { ...mark, row };
    });
}

/** Which of the marked essays answer which others of them, by position. */
export function arcsOf(marks: readonly Mark[]): Arc[] {
  const positions = new Map(marks.map(({ essay, position }) => [essay, position]));
  return marks.flatMap(({ essay, position }) =>
    essay.answers.flatMap((answer) => {
      const other = positions.get(answer.essay);
      return other === undefined ? [] : [{ from: position, to: other }];
    }),
  );
}

/** Breaks a text into lines of at most so many characters, where words allow. */
export function brokenInto(characters: number, text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= characters) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

/**
 * Moves values up, as little as can be, until each has its room before the next.
 *
 * @param values Ascending.
 * @param room How far the next value must be from each, in the same unit.
 */
export function spreadOut(values: readonly number[], room: readonly number[]): number[] {
  const moved: number[] = [];
  for (const [index, value] of values.entries()) {
    moved.push(Math.max(value, (moved[index - 1] ?? -Infinity) + (room[index - 1] ?? 0)));
  }
  return moved;
}
