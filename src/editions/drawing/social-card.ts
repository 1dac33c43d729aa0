import { cardSize } from '../../publication/addresses/paths.ts';
import { sheetOf, type Sheet } from './canvas.ts';
import { circle, ring, stroke } from './shapes.ts';
import { typeset } from './typesetting.ts';

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

/** Draws a card as a PNG. The same card is the same bytes on every machine. */
export function socialCard({ title, language, over = '', under = '', line }: SocialCard) {
  const sheet = sheetOf({ width, height });
  const size = title.length > 70 ? 60 : title.length > 40 ? 72 : 92;
  const head = typeset(over, { size: 34, language, room });
  const name = typeset(title, { size, language, lineHeight: 1.12, room, balanced: true });
  const foot = typeset(under, { size: 40, language, room });
  const titleTop = margin + head.height + gap;
  sheet.fill(head.at({ x: margin, y: margin }), 'faded');
  sheet.fill(name.at({ x: margin, y: titleTop }), 'ink');
  sheet.fill(foot.at({ x: margin, y: titleTop + name.height + gap }), 'faded');
  if (line) drawLine(sheet, line, language);
  return sheet.png();
}

/** The line between its two labels. */
function drawLine(
  sheet: Sheet,
  { start, end, positions, current }: NonNullable<SocialCard['line']>,
  language: string,
) {
  const left = typeset(start, { size: 32, language, lineHeight: 1 });
  const right = typeset(end, { size: 32, language, lineHeight: 1 });
  const top = height - margin - left.height;
  sheet.fill(left.at({ x: margin, y: top }), 'ink');
  sheet.fill(right.at({ x: width - margin - right.width, y: top }), 'ink');

  const y = height - margin - 14;
  const [from, to] = [margin + 110, width - margin - 110];
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
