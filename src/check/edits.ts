import type { Edit } from '../publication/text/content-files.ts';

/** Where each character of a text stands in its source, where that can be told. */
export type Places = (index: number) => number | undefined;

/**
 * Where the characters of a text stand in its source, which may break and indent its lines, quote it, and escape signs;
 * nowhere where the source writes a character by another.
 */
export function placesOf(source: string, text: string): Places {
  if (source === text) return (index) => index;
  const places: number[] = [];
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const sign = text.charAt(index);
    const isSpace = /\s/.test(sign);
    while (source.charAt(at) !== sign && !(isSpace && /\s/.test(source.charAt(at)))) {
      const isDoubled = source.charAt(at) === "'" && source.charAt(at - 1) === "'";
      if (!/[\s>\\]/.test(source.charAt(at)) && !isDoubled) return () => undefined;
      at++;
    }
    const isEscaped = sign !== '\\' && !isSpace && source.charAt(at - 1) === '\\';
    places.push(isEscaped ? at - 1 : at);
    at++;
  }
  places.push(at);
  return (index) => places[index];
}

/** Edits of a text as edits of what its source is part of; those without a place there are left out. */
export function moved(edits: readonly Edit[], places: Places, by: number): Edit[] {
  return edits.flatMap(({ start, end, text }) => {
    const [from, to] = [places(start), places(end)];
    return from === undefined || to === undefined ? [] : [{ start: from + by, end: to + by, text }];
  });
}

/** A text with edits made; of two that meet, the first. */
export function edited(text: string, edits: readonly Edit[]): string {
  let made = '';
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at) continue;
    made += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return made + text.slice(at);
}
