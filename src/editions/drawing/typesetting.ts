import { mainFace, outlineOf } from './faces.ts';
import type { Point, Shape } from './shapes.ts';
import { wordsOf, type Run, type Word, type Words } from './words.ts';

// The type of social cards and covers.

const { ascender, descender } = mainFace.font.hExtents();
const natural = (ascender - descender) / mainFace.unitsPerEm;
const ascent = ascender / mainFace.unitsPerEm;

interface TypeStyle {
  /** In px. */
  size: number;
  /** As a share of the size; by default, what the font asks for. */
  lineHeight?: number;
  /** How wide a line may be, in px: a word that is wider by itself is broken between its letters. */
  room?: number;
  /** Whether the lines are as even as they can be without one line more. */
  balanced?: boolean;
}

/** A text as a block of lines; where there is no text, there is none. In px. */
export interface TypeBlock {
  width: number;
  height: number;
  /** What it covers where its upper left corner, or that of its room, is at a point. */
  at(corner: Point): Shape;
}

/** A line: what stands on it from left to right, and how wide it is, in ems. */
type Line = readonly Word[];

/** Sets a text in lines that begin at the left, or where it runs from there, at the right. */
export function typeset(text: string, style: TypeStyle & { language: string }): TypeBlock {
  return setWords(wordsOf(text, style.language), style);
}

function setWords({ words, isRightToLeft }: Words, style: TypeStyle): TypeBlock {
  const { size, room = Infinity, balanced = false } = style;
  const lines = (balanced ? evenLines : linesOf)(words, room / size);
  // Other faces than the main one reach higher and lower.
  const isHigh = words.some(({ runs }) => runs.some(({ face }) => face !== mainFace));
  const lineHeight = (style.lineHeight ?? natural) * (isHigh ? 1.2 : 1) * size;
  const baseline = (lineHeight - natural * size) / 2 + ascent * size;
  const width = Math.max(0, ...lines.map(widthOf)) * size;
  const edge = room === Infinity ? width : room;
  return {
    width,
    height: lines.length * lineHeight,
    at: (corner) =>
      lines.flatMap((line, index) => {
        let x = corner.x + (isRightToLeft ? edge - widthOf(line) * size : 0);
        const y = corner.y + index * lineHeight + baseline;
        return inSight(line).flatMap(({ face, glyphs, width }) => {
          const start = x;
          x += width * size;
          return glyphs.flatMap((glyph) =>
            outlineOf(face, glyph.id, size, { x: start + glyph.x * size, y: y - glyph.y * size }),
          );
        });
      }),
  };
}

/**
 * Sets a text so that all of it is there: as large as it may be, smaller where it would be too high or have to break a
 * word, and from half of that size on with words that break.
 *
 * @param language Of the text, BCP 47: some letters have other forms in other languages.
 * @param sizes In px, the largest first. Where the last is too large, too, the text is as small as it must be.
 * @param maxHeight In px.
 */
export function typesetWithin(
  text: string,
  {
    language,
    sizes,
    maxHeight,
    ...style
  }: Omit<TypeStyle, 'size'> & { language: string; sizes: number[]; maxHeight: number },
): TypeBlock {
  const words = wordsOf(text, language);
  const { room = Infinity } = style;
  const longest = Math.max(0, ...words.words.map(({ width }) => width));
  const half = Math.max(...sizes) / 2;
  // Lines that are even are no more than others.
  const fits = (size: number) =>
    setWords(words, { ...style, size, balanced: false }).height <= maxHeight;
  let size =
    sizes.find((one) => one >= half && longest * one <= room && fits(one)) ??
    sizes.find((one) => one <= half && fits(one)) ??
    Math.min(...sizes);
  while (!fits(size) && size > 1) size *= 0.9;
  return setWords(words, { ...style, size });
}

const advanceOf = (line: Line) => line.reduce((sum, { advance }) => sum + advance, 0);

const widthOf = (line: Line) => advanceOf(line.slice(0, -1)) + (line.at(-1)?.width ?? 0);

/** What stands on a line, from left to right, without the spaces at its end: https://www.unicode.org/reports/tr9/#L1 */
function inSight(line: Line): Run[] {
  const read = line.flatMap(({ runs }) => runs);
  let seen = read.slice(0, read.findLastIndex(({ isSpace }) => !isSpace) + 1);
  const highest = Math.max(0, ...seen.map(({ level }) => level));
  for (let level = highest; level > 0; level--) seen = turned(seen, level);
  return seen;
}

/** Turns around what stands together and is of a level or a higher one: https://www.unicode.org/reports/tr9/#L2 */
function turned(runs: readonly Run[], level: number): Run[] {
  const result: Run[] = [];
  let together: Run[] = [];
  for (const run of runs) {
    if (run.level >= level) {
      together.unshift(run);
      continue;
    }
    result.push(...together, run);
    together = [];
  }
  return [...result, ...together];
}

/** @param room In ems. */
function linesOf(words: readonly Word[], room: number): Word[][] {
  const lines: Word[][] = [];
  for (const word of words.flatMap((word) => (word.width > room ? word.letters() : word))) {
    const line = lines.at(-1);
    if (line && widthOf([...line, word]) <= room) line.push(word);
    else lines.push([word]);
  }
  return lines;
}

/** Lines in the narrowest room that needs no line more, and breaks no word more. */
function evenLines(words: readonly Word[], room: number): Word[][] {
  const { length } = linesOf(words, room);
  const longest = Math.max(0, ...words.map(({ width }) => width).filter((width) => width <= room));
  let [narrow, wide] = [longest, Math.min(room, widthOf(words))];
  while (wide - narrow > 0.001) {
    const middle = (narrow + wide) / 2;
    if (linesOf(words, middle).length > length) narrow = middle;
    else wide = middle;
  }
  return linesOf(words, wide);
}
