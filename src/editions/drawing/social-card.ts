import { cardSize } from '../../publication/addresses/paths.ts';
import { drawn, groundOf, type Sheet } from './canvas.ts';
import { circle, ring, stroke, type Point } from './shapes.ts';
import { typeset, typesetWithin, type TypeBlock } from './typesetting.ts';
import { canBeSet } from './words.ts';

/** What a social card says. */
export interface SocialCard {
  title: string;
  /** Of the title, BCP 47. */
  language: string;
  /** Above the title: the series, or the site. */
  over?: string;
  /** Below the title: the author. */
  under?: string;
  /** The line of a series, with the positions of its essays from 0 to 1; one of them may be this card's. */
  line?: { start: string; end: string; positions: readonly number[]; current?: number | undefined };
}

const { width, height } = cardSize;

const margin = 80;
const gap = 28;
const room = width - 2 * margin;
const labelSize = 32;
const axisY = height - margin - 14;

const titleSizes = [92, 84, 72, 66, 60, 54, 48, 42, 36, 30, 26, 22];

/** Whether there are letters for all that a card says. */
export const canBeDrawn = ({ title, over = '', under = '', line, language }: SocialCard): boolean =>
  [title, over, under, line?.start ?? '', line?.end ?? ''].every((text) =>
    canBeSet(text, language),
  );

/** Draws a card as a PNG. The same card is the same bytes on every machine. Letters that no face has are left out. */
export function socialCard(card: SocialCard) {
  const { title, language, under = '', line } = card;
  const { head, axis, ground } = commonOf(card);
  const style = { language, room };
  const foot = typesetWithin(under, { ...style, sizes: [40, 34, 28, 24], maxHeight: 112 });
  const largest = title.length > 70 ? 60 : title.length > 40 ? 72 : 92;
  const taken = head.height + foot.height + 2 * gap + (line ? labelSize + gap : 0);
  const name = typesetWithin(title, {
    ...style,
    sizes: titleSizes.filter((size) => size <= largest),
    maxHeight: height - 2 * margin - taken,
    lineHeight: 1.12,
    balanced: true,
  });
  const titleTop = margin + head.height + gap;
  const drawOwn = (sheet: Sheet) => {
    sheet.fill(name.at({ x: margin, y: titleTop }), 'ink');
    sheet.fill(foot.at({ x: margin, y: titleTop + name.height + gap }), 'faded');
    if (axis && line?.current !== undefined) sheet.fill(circle(axis.at(line.current), 17), 'red');
  };
  return drawn({ width, height }, drawOwn, ground);
}

/** What the cards of the essays of a series have in common. */
interface Common {
  key: string;
  head: TypeBlock;
  axis: Axis | undefined;
  ground: Uint8Array;
}

// Of the last card alone: those that have it in common follow one another.
let last: Common | undefined;

function commonOf({ language, over = '', line }: SocialCard): Common {
  const hasCurrent = line?.current !== undefined;
  const key = JSON.stringify([language, over, line && { ...line, current: hasCurrent }]);
  if (last?.key === key) return last;
  const head = typesetWithin(over, { language, room, sizes: [34, 28, 24], maxHeight: 90 });
  const axis = line && axisOf(line, language);
  const ground = groundOf({ width, height }, (sheet) => {
    sheet.fill(head.at({ x: margin, y: margin }), 'faded');
    if (line && axis) drawLine(sheet, line, axis);
  });
  last = { key, head, axis, ground };
  return last;
}

type Line = NonNullable<SocialCard['line']>;

/** The labels of a line, and from where to where it runs between them, in px. */
interface Axis {
  left: TypeBlock;
  right: TypeBlock;
  from: number;
  to: number;
  /** Where a position is on it. */
  at: (position: number) => Point;
}

function axisOf({ start, end }: Line, language: string): Axis {
  const style = { size: labelSize, language, lineHeight: 1 };
  const [left, right] = [typeset(start, style), typeset(end, style)];
  // However long the labels are.
  const from = margin + Math.max(110, left.width + gap);
  const to = width - margin - Math.max(110, right.width + gap);
  const at = (position: number) => ({ x: Math.round(from + position * (to - from)), y: axisY });
  return { left, right, from, to, at };
}

/** The line between its two labels, without the dot of the card's own position. */
function drawLine(sheet: Sheet, { positions, current }: Line, { left, right, from, to, at }: Axis) {
  const top = height - margin - left.height;
  sheet.fill(left.at({ x: margin, y: top }), 'ink');
  sheet.fill(right.at({ x: width - margin - right.width, y: top }), 'ink');
  const ends = [from, to].map((x) => ({ x, y: axisY }));
  sheet.fill(stroke(ends, 2), 'faded');
  for (const place of positions.map(at)) {
    if (current === undefined) {
      sheet.fill(circle(place, 11), 'red');
    } else {
      sheet.fill(circle(place, 9), 'paper');
      sheet.fill(ring(place, 9, 2.5), 'faded');
    }
  }
}
