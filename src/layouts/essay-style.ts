import { idOnOnePage } from '../publication/addresses/paths.ts';

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
  const places = essays.map(({ slug, notes }) => placesOf(notes, idOnOnePage(slug, '')));
  const titles = essays.map(({ slug, title }) => {
    const id = idOnOnePage(slug);
    return `#${id}{page:${id}}@page ${id}{${above(title)}}`;
  });
  return `${beside(places.join(''))}@media print{${titles.join('')}}`;
}

const beside = (places: string) => `@media screen and (width>=75em){${places}}`;

const placesOf = (notes: readonly string[], prefix: string) =>
  notes
    .map((name, index) => {
      const [ref, note, before] = [
        `--${prefix}ref-${index + 1}`,
        `--${prefix}note-${index + 1}`,
        `--${prefix}note-${index}`,
      ];
      const level = `anchor(${ref} top)`;
      const top = index === 0 ? level : `max(${level}, calc(anchor(${before} bottom) + 1rem))`;
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
  return `@top-center{content:${escaped === undefined ? 'none' : `"${escaped}"`}}`;
}
