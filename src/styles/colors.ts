import tokens from './tokens.css?raw';

// The colors of tokens.css for what is no style sheet of a page: cards and covers, feeds, the window of a browser.

/** The hexadecimal colors of tokens.css by their names, as in `paper`: `#fbfaf6`. */
const primitives = new Map(
  [...tokens.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [
    name,
    hex,
  ]),
);

/** What each color is for, as in `text`, by day and by night. */
const purposes = new Map(
  [...tokens.matchAll(/--color-([\w-]+): light-dark\(var\(--([\w-]+)\), var\(--([\w-]+)\)\)/g)].map(
    ([, name = '', day = '', night = '']) => [name, { day, night }],
  ),
);

/** @throws where tokens.css has no such color. */
export function colorOf(purpose: string, scheme: 'day' | 'night' = 'day'): string {
  const color = primitives.get(purposes.get(purpose)?.[scheme] ?? '');
  if (color === undefined) throw new Error(`src/styles/tokens.css has no color "${purpose}".`);
  return color;
}
