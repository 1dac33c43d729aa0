import { arcsOf, marksOf } from '../../publication/line.ts';
import { bylineOfAll } from '../../publication/provenance.ts';
import type { Series, Site } from '../../publication/model.ts';
import { sheetOf, type Sheet } from './canvas.ts';
import { circle, curve, stroke } from './shapes.ts';
import { typeset, typesetWithin } from './typesetting.ts';

// Two to three, and large enough for the screen of any e-reader.
const width = 1400;
const height = 2100;

const margin = 130;
const gap = 60;
const room = width - 2 * margin;
const axis = 1480;

/** The cover of the book of a series, with its line, where it has one, and which of its essays answer which: a PNG. */
export function bookCover(series: Series, { title: siteTitle, language, words }: Site) {
  const sheet = sheetOf({ width, height });
  const style = { language, room };
  const head = typesetWithin(siteTitle, { ...style, sizes: [46, 38, 30], maxHeight: 130 });
  const title = typesetWithin(series.title, {
    ...style,
    sizes: [180, 130, 110, 90, 76, 64, 54, 46, 38].slice(series.title.length > 24 ? 1 : 0),
    maxHeight: 560,
    lineHeight: 1.05,
  });
  const titleTop = margin + head.height + gap;
  const standfirstTop = titleTop + title.height + gap;
  const standfirst = typesetWithin(series.standfirst, {
    ...style,
    sizes: [54, 46, 40, 34],
    // Arcs rise from the line, highest between its ends.
    maxHeight: axis - (series.line ? 390 : 0) - gap - standfirstTop,
    lineHeight: 1.3,
    balanced: true,
  });
  sheet.fill(head.at({ x: margin, y: margin }), 'faded');
  sheet.fill(title.at({ x: margin, y: titleTop }), 'ink');
  sheet.fill(standfirst.at({ x: margin, y: standfirstTop }), 'faded');

  const byline = typesetWithin(bylineOfAll(series.essays, words), {
    ...style,
    sizes: [50, 42, 36, 30, 26],
    maxHeight: height - margin - axis - 2 * gap,
    lineHeight: 1.35,
    balanced: true,
  });
  sheet.fill(byline.at({ x: margin, y: height - margin - byline.height }), 'ink');
  drawLine(sheet, series, language);
  return sheet.png();
}

function drawLine(sheet: Sheet, { line, essays }: Series, language: string) {
  if (!line) return;
  const marks = marksOf(essays, 0);
  const at = (position: number) => Math.round(margin + position * room);
  const arcs = arcsOf(marks).flatMap(({ from, to }) => {
    const peak = axis - 60 - Math.round(Math.abs(to - from) * 330);
    const way = curve(
      { x: at(from), y: axis },
      { x: at(from), y: peak },
      { x: at(to), y: peak },
      { x: at(to), y: axis },
    );
    return stroke(way, 2);
  });
  sheet.fill(arcs, 'faded');
  const ends = [margin, width - margin].map((x) => ({ x, y: axis }));
  sheet.fill(stroke(ends, 3), 'ink');
  for (const { position } of marks) sheet.fill(circle({ x: at(position), y: axis }, 20), 'red');

  const start = typeset(line.start.label.toLowerCase(), { size: 46, language, lineHeight: 1 });
  const end = typeset(line.end.label.toLowerCase(), { size: 46, language, lineHeight: 1 });
  sheet.fill(start.at({ x: margin, y: axis + 40 }), 'faded');
  sheet.fill(end.at({ x: width - margin - end.width, y: axis + 40 }), 'faded');
}
