import { hangs, stopsOf, threadBetween } from '../../publication/line.ts';
import { bylineOfAll } from '../../publication/provenance.ts';
import type { Series, Site } from '../../publication/model.ts';
import { drawn, type Sheet } from './canvas.ts';
import { circle, curve, stroke } from './shapes.ts';
import { typeset, typesetWithin } from './typesetting.ts';

// Two to three, and large enough for the screen of any e-reader.
const width = 1400;
const height = 2100;

const margin = 130;
const gap = 60;
const room = width - 2 * margin;

/** The cover of the book of a series: a PNG. Where it has a line, the thread of its argument hangs down the cover. */
export function bookCover(series: Series, { title: siteTitle, language, words }: Site) {
  const style = { language, room };
  const over = series.title === siteTitle ? '' : siteTitle;
  const head = typesetWithin(over, { ...style, sizes: [46, 38, 30], maxHeight: 130 });
  const title = typesetWithin(series.title, {
    ...style,
    sizes: [180, 130, 110, 90, 76, 64, 54, 46, 38].slice(series.title.length > 24 ? 1 : 0),
    maxHeight: 560,
    lineHeight: 1.05,
  });
  const titleTop = margin + (over === '' ? 0 : head.height + gap);
  const standfirstTop = titleTop + title.height + gap;
  const standfirst = typesetWithin(series.standfirst, {
    ...style,
    sizes: [54, 46, 40, 34],
    maxHeight: 340,
    lineHeight: 1.3,
    balanced: true,
  });
  const byline = typesetWithin(bylineOfAll(series.essays, words), {
    ...style,
    sizes: [50, 42, 36, 30, 26],
    maxHeight: 340,
    lineHeight: 1.35,
    balanced: true,
  });
  const bylineTop = height - margin - byline.height;
  const between = { top: standfirstTop + standfirst.height + 2 * gap, bottom: bylineTop - 2 * gap };
  return drawn({ width, height }, (sheet) => {
    sheet.fill(head.at({ x: margin, y: margin }), 'faded');
    sheet.fill(title.at({ x: margin, y: titleTop }), 'ink');
    sheet.fill(standfirst.at({ x: margin, y: standfirstTop }), 'faded');
    sheet.fill(byline.at({ x: margin, y: bylineTop }), 'ink');
    drawArgument(sheet, series, language, between);
  });
}

/** The argument of a series, as the cover has it, for a page of the book: a PNG; nothing where it has no line. */
export function argumentPicture(series: Series, { language }: Site) {
  if (!hangs(series)) return undefined;
  const high = 260 + 110 * series.essays.length;
  const between = { top: gap, bottom: high - gap };
  return drawn({ width, height: high }, (sheet) => {
    drawArgument(sheet, series, language, between);
  });
}

/** The line with its ends named, and the thread from essay to essay below it, each with its number. */
function drawArgument(
  sheet: Sheet,
  series: Series,
  language: string,
  { top, bottom }: { top: number; bottom: number },
) {
  if (!hangs(series)) return;
  const label = (text: string) => typeset(text, { size: 46, language, lineHeight: 1 });
  const [start, end] = [label(series.line.start.label), label(series.line.end.label)];
  sheet.fill(start.at({ x: margin, y: top }), 'faded');
  sheet.fill(end.at({ x: width - margin - end.width, y: top }), 'faded');
  const axis = top + Math.max(start.height, end.height) + 24;
  sheet.fill(
    stroke(
      [margin, width - margin].map((x) => ({ x, y: axis })),
      3,
    ),
    'faded',
  );

  const stops = stopsOf(series.essays);
  const step = (bottom - axis) / stops.length;
  const across = (share: number) => margin + share * room;
  for (const [index, { from, position }] of stops.entries()) {
    const [a, b, c, d] = threadBetween(from, position).map(({ x, y }) => ({
      x: across(x),
      y: axis + (index + y) * step,
    }));
    if (a && b && c && d) sheet.fill(stroke(curve(a, b, c, d), 3), 'faded');
  }
  const radius = Math.min(24, step / 4);
  for (const [index, { position, number, isMarked }] of stops.entries()) {
    if (!isMarked) continue;
    const at = { x: across(position), y: axis + (index + 1) * step };
    sheet.fill(circle(at, radius), 'red');
    const figure = typeset(String(number), { size: 2 * radius, language, lineHeight: 1 });
    const beside = position > 0.5 ? -radius - 20 - figure.width : radius + 20;
    sheet.fill(figure.at({ x: at.x + beside, y: at.y - figure.height / 2 }), 'ink');
  }
}
