// Makes the fonts of this folder from Adobe's release of Source Serif 4 (4.005, the package source-serif 4.5.1).
// They are kept in the repository, so this runs only when the characters below change:
//
//   npm install --no-save source-serif@4.5.1 subset-font@2.9.0
//   node src/commands/subset-fonts.ts

import { readFileSync, writeFileSync } from 'node:fs';
import { unicodeRanges } from '../fonts/unicode-ranges.ts';

const { default: subsetFont } = await import('subset-font' as string);

// A text cut, a display cut for titles, which are large, and a bold for what a writer stresses; all that an English page
// can ask for is less than 45 KB. Bold words are short and rare: the pairs of their letters are not kerned, which would
// cost half as much again.
const axes = { wght: 400, opsz: 16 };
const features = ['kern', 'mark', 'ccmp', 'locl', 'liga', 'onum', 'pnum'];
const figures = ['onum', 'pnum'];

const all = Object.values(unicodeRanges).map(charactersOf).join('');
const { letters, latin } = unicodeRanges;

for (const face of ['Roman', 'Italic']) {
  const name = face.toLowerCase();
  for (const range of ['basic', 'latin'] as const) {
    const text = charactersOf(unicodeRanges[range]);
    await cut(`source-serif-${range}-${name}.woff2`, face, text, 'woff2', axes);
  }
  // Many e-readers know no WOFF2, and nothing of ranges.
  await cut(`source-serif-book-${name}.ttf`, face, all, 'truetype', axes);
}
for (const [range, text] of Object.entries({ letters, latin })) {
  const file = (cutName: string) => `source-serif-${range}-${cutName}.woff2`;
  const characters = charactersOf(text);
  await cut(file('display'), 'Roman', characters, 'woff2', { ...axes, opsz: 60 }, [
    'kern',
    ...figures,
  ]);
  await cut(file('bold'), 'Roman', characters, 'woff2', { ...axes, wght: 600 }, figures);
}
// Social cards and covers are drawn at build by a library that reads no WOFF2; their type is large.
await cut('source-serif-card.ttf', 'Roman', all, 'truetype', { ...axes, opsz: 40 });

async function cut(
  file: string,
  face: string,
  characters: string,
  targetFormat: string,
  variationAxes: Record<string, number>,
  keepFeatures = features,
) {
  const source = readFileSync(`node_modules/source-serif/VAR/SourceSerif4Variable-${face}.ttf`);
  const options = { targetFormat, variationAxes, keepFeatures, noHinting: true };
  const font = await subsetFont(source, characters, options);
  writeFileSync(new URL(`../fonts/${file}`, import.meta.url), font);
  console.log(`${file}: ${font.length} bytes`);
}

/** The characters of a CSS unicode-range. */
function charactersOf(unicodeRange: string): string {
  return unicodeRange
    .split(',')
    .flatMap((part) => {
      const [first = '', last = first] = part.trim().replace('U+', '').split('-');
      const [start, end] = [parseInt(first, 16), parseInt(last, 16)];
      return Array.from({ length: end - start + 1 }, (_, i) => String.fromCodePoint(start + i));
    })
    .join('');
}
