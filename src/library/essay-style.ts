/** The name under which a note is written, `[^name]`; it becomes part of ids and of style sheets. */
export const noteName = /^[a-z0-9-]+$/i;

/** The names of the notes of an MDX text in the order in which the text refers to them. */
export function notesOf(body: string): string[] {
  const names = [...body.matchAll(/\[\^([^\]\s]+)\](?!:)/g)].map(([, name = '']) =>
    name.toLowerCase(),
  );
  return [...new Set(names)];
}

/**
 * The styles that only the page of one essay needs. On wide screens each note stands beside its reference, or below
 * the note before it where the two would touch; on paper the title stands above every page.
 *
 * @param notes Their names, as of {@link notesOf}.
 */
export function essayStyle({ title, notes }: { title: string; notes: readonly string[] }): string {
  const positions = notes.map((name, index) => {
    const number = index + 1;
    const beside = `anchor(--ref-${number} top)`;
    const top =
      index === 0 ? beside : `max(${beside}, calc(anchor(--note-${index} bottom) + 1rem))`;
    return `#fnref-${name}{anchor-name:--ref-${number}}#fn-${name}{anchor-name:--note-${number};top:${top}}`;
  });
  // CSS strings end at quotes and lines, and a style element at its tag: those are written as escapes.
  const string = title.replace(/["\\<>\n\r\f]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `);
  return `@media screen and (width>=75em){${positions.join('')}}@media print{@page{@top-center{content:"${string}"}}@page:first{@top-center{content:none}}}`;
}
