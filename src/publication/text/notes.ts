/** The name under which a note is written, `[^name]`; it becomes part of ids and of style sheets. */
export const noteName = /^[a-z0-9-]+$/i;

/** The names of the notes of an MDX text in the order in which the text refers to them. */
export function notesOf(body: string): string[] {
  const names = [...body.matchAll(/\[\^([^\]\s]+)\](?!:)/g)].map(([, name = '']) =>
    name.toLowerCase(),
  );
  return [...new Set(names)];
}
