import { cardSize } from '../../publication/addresses/paths.ts';
import { drawn, type Sheet } from './canvas.ts';
import { circle, ring, stroke } from './shapes.ts';
import { typeset, typesetWithin } from './typesetting.ts';
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

const titleSizes = [92, 84, 72, 66, 60, 54, 48, 42, 36, 30, 26, 22];

/** Whether there are letters for all that a card says. */
export const canBeDrawn = ({ title, over = '', under = '', line, language }: SocialCard): boolean =>
  [title, over, under, line?.start ?? '', line?.end ?? ''].every((text) =>
    canBeSet(text, language),
  );

/** Draws a card as a PNG. The same card is the same bytes on every machine. Letters that no face has are left out. */
export function socialCard({ title, language, over = '', under = '', line }: SocialCard) {
  const style = { language, room };
  const head = typesetWithin(over, { ...style, sizes: [34, 28, 24], maxHeight: 90 });
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
  return drawn({ width, height }, (sheet) => {
    sheet.fill(head.at({ x: margin, y: margin }), 'faded');
    sheet.fill(name.at({ x: margin, y: titleTop }), 'ink');
    sheet.fill(foot.at({ x: margin, y: titleTop + name.height + gap }), 'faded');
    if (line) drawLine(sheet, line, language);
  });
}

/** The line between its two labels. */
function drawLine(
  sheet: Sheet,
  { start, end, positions, current }: NonNullable<SocialCard['line']>,
  language: string,
) {
  const style = { size: labelSize, language, lineHeight: 1 };
  const left = typeset(start, style);
  const right = typeset(end, style);
  const top = height - margin - left.height;
  sheet.fill(left.at({ x: margin, y: top }), 'ink');
  sheet.fill(right.at({ x: width - margin - right.width, y: top }), 'ink');

  const y = height - margin - 14;
  // Between the labels, however long they are.
  const [from, to] = [
    margin + Math.max(110, left.width + gap),
    width - margin - Math.max(110, right.width + gap),
  ];
  const ends = [from, to].map((x) => ({ x, y }));
  sheet.fill(stroke(ends, 2), 'faded');
  for (const position of positions.filter((one) => one !== current).concat(current ?? [])) {
    const x = Math.round(from + position * (to - from));
    if (current === undefined || position === current) {
      sheet.fill(circle({ x, y }, position === current ? 17 : 11), 'red');
    } else {
      sheet.fill(circle({ x, y }, 9), 'paper');
      sheet.fill(ring({ x, y }, 9, 2.5), 'faded');
    }
  }
}
