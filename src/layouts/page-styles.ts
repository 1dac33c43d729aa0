import { idOnOnePage } from '../publication/addresses/paths.ts';
import { stopsOf } from '../publication/line.ts';
import type { Series } from '../publication/model.ts';

/** Where the essays hang that EssaysOnLine shows: the share of the line at which each stands. */
export function lineStyle({ id, essays }: Series): string {
  return stopsOf(essays)
    .map(({ position, number }) => `#line-${id}>:nth-child(${number}){--at:${position}}`)
    .join('');
}

/**
 * The styles that only the page of one essay needs. On wide screens each note stands beside its reference, or below
 * the note before it where the two would touch; on paper the title stands above every page but the first.
 *
 * @param notes Their names, in the order in which the text refers to them.
 */
export function essayStyle({ title, notes }: { title: string; notes: readonly string[] }): string {
  return `${beside(placesOf(notes, ''))}@media print{@page{${above(title)}}@page:first{${above()}}}`;
}

/** The same for the page of a whole series, on which an essay and its parts have the ids of {@link idOnOnePage}. */
export function seriesStyle(
  essays: readonly { slug: string; title: string; notes: readonly string[] }[],
): string {
  // Each below the last of the essay before, too: the notes of the page are one column.
  let last: string | undefined;
  const places = essays.map(({ slug, notes }) => {
    const prefix = idOnOnePage(slug, '');
    const own = placesOf(notes, prefix, last);
    if (notes.length > 0) last = nameOf(prefix, notes.length);
    return own;
  });
  const titles = essays.map(({ slug, title }) => {
    const id = idOnOnePage(slug);
    return `#${id}{page:${id}}@page ${id}{${above(title)}}`;
  });
  return `${beside(places.join(''))}@media print{${titles.join('')}}`;
}

// A note that is longer than what it stands beside goes on beside the foot of the page, which leaves it the margin.
const beside = (places: string) =>
  places === ''
    ? ''
    : `@media screen and (width>=75em){${places}.colophon{grid-column:label-start/text-end}}`;

/** The anchor that is the note of a number. */
const nameOf = (prefix: string, number: number) => `--${prefix}note-${number}`;

/**
 * The places of notes: the first line of each on that line of the text which refers to it, or further down where the
 * note before it ends later.
 *
 * The reference is set at 0.7 of the text and raised by half of that (prose.css), the note at 0.8 in lines of 1.125 rem;
 * the face reaches 1.036 above the line. So the line of the text is 0.35 + 0.7 × 1.036 = 1.075 rem below the top of the
 * reference, and 0.843 rem below the top of a note: 0.232 rem are between them.
 *
 * @param last The note before the first, on a page of several essays.
 */
const placesOf = (notes: readonly string[], prefix: string, last?: string) =>
  notes
    .map((name, index) => {
      const [ref, note] = [`--${prefix}ref-${index + 1}`, nameOf(prefix, index + 1)];
      const before = index === 0 ? last : nameOf(prefix, index);
      const level = `anchor(${ref} top) + .232rem`;
      const top =
        before === undefined ? `calc(${level})` : `max(${level},anchor(${before} bottom) + .75rem)`;
      return `[id="${prefix}fnref-${name}"]{anchor-name:${ref}}[id="${prefix}fn-${name}"]{anchor-name:${note};top:${top}}`;
    })
    .join('');

/** What stands above the text of a printed page: a title, or nothing. */
function above(title?: string): string {
  // CSS strings end at quotes and lines, and a style element at its tag: those are written as escapes.
  const escaped = title?.replace(
    /["\\<>\n\r\f]/g,
    (sign) => `\\${sign.charCodeAt(0).toString(16)} `,
  );
  return `@top-left{content:${escaped === undefined ? 'none' : `"${escaped}"`}}`;
}
