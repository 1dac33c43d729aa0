import { arcsOf, marksOf } from '../library/line.ts';
import { authorsOf, writersInWords, type Series } from '../library/series.ts';
import { site } from '../site.ts';
import { box, colors, png } from './art.ts';

// Two to three, and large enough for the screen of any e-reader.
const width = 1400;
const height = 2100;

const margin = 130;
const axis = 1480;

/** The cover of the book of a series, with its line, where it has one, and which of its essays answer which: a PNG. */
export function bookCover(series: Series): Promise<Uint8Array<ArrayBuffer>> {
  const { line, title, standfirst } = series;
  const layout = box(
    {
      width: '100%',
      height: '100%',
      boxSizing: 'border-box',
      flexDirection: 'column',
      justifyContent: 'space-between',
      padding: margin,
    },
    box(
      { flexDirection: 'column' },
      box({ fontSize: 46, color: colors.faded }, site.title),
      box({ fontSize: title.length > 24 ? 130 : 180, lineHeight: 1.05, marginTop: 60 }, title),
      box(
        { fontSize: 54, lineHeight: 1.3, marginTop: 60, color: colors.faded, textWrap: 'balance' },
        standfirst,
      ),
    ),
    box(
      { flexDirection: 'column', fontSize: 50, lineHeight: 1.35 },
      ...namesFor(series).map((name) => box({}, name)),
    ),
    line &&
      box(
        {
          position: 'absolute',
          top: axis + 40,
          left: margin,
          width: width - 2 * margin,
          justifyContent: 'space-between',
          fontSize: 46,
          lineHeight: 1,
          color: colors.faded,
        },
        box({}, line.start.label.toLowerCase()),
        box({}, line.end.label.toLowerCase()),
      ),
  );
  return png(layout, { width, height }, line && lineOf(series));
}

function lineOf({ essays }: Series): string {
  const marks = marksOf(essays, 0);
  const at = (position: number) => Math.round(margin + position * (width - 2 * margin));
  const arcs = arcsOf(marks).map(({ from, to }) => {
    const peak = axis - 60 - Math.round(Math.abs(to - from) * 330);
    return `<path d="M${at(from)} ${axis}C${at(from)} ${peak} ${at(to)} ${peak} ${at(to)} ${axis}" fill="none" stroke="${colors.faded}" stroke-width="2"/>`;
  });
  const dots = marks.map(
    ({ position }) => `<circle cx="${at(position)}" cy="${axis}" r="20" fill="${colors.red}"/>`,
  );
  return `${arcs.join('')}<path d="M${margin} ${axis}H${width - margin}" stroke="${colors.ink}" stroke-width="3"/>${dots.join('')}`;
}

/** A line for each author, or one for all where there are many. */
function namesFor(series: Series): string[] {
  const names = authorsOf(series).map(({ name }) => name);
  return names.length > 4 ? [writersInWords(series, site.language)] : names;
}
