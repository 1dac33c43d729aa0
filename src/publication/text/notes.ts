/** The name under which a note is written, `[^name]`; it becomes part of ids and of style sheets. */
export const noteName = /^[a-z0-9-]+$/i;
