// Makes the fonts of this folder from Adobe's release of Source Serif 4 (4.005, the package source-serif 4.5.1).
// They are kept in the repository, so this runs only when the characters below change:
//
//   npm install --no-save source-serif@4.5.1 subset-font@2.9.0
//   node src/fonts/subset.ts

import { readFileSync, writeFileSync } from 'node:fs';
import { unicodeRanges } from './unicode-ranges.ts';

const { default: subsetFont } = await import('subset-font' as string);

// One weight and one optical size: hierarchy is made by size, italics and capitals. A second weight would cost 9 KB a
// face, small capitals 4 KB, and every kilobyte of the roman delays the first page.
const axes = { wght: 400, opsz: 16 };
const features = ['kern', 'mark', 'ccmp', 'locl', 'liga', 'onum', 'pnum'];

for (const [range, text] of Object.entries(unicodeRanges)) {
  for (const face of ['Roman', 'Italic']) {
    const source = `node_modules/source-serif/VAR/SourceSerif4Variable-${face}.ttf`;
    const font = await subsetFont(readFileSync(source), charactersOf(text), {
      targetFormat: 'woff2',
      variationAxes: axes,
      keepFeatures: features,
      noHinting: true,
    });
    writeFileSync(
      new URL(`source-serif-${range}-${face.toLowerCase()}.woff2`, import.meta.url),
      font,
    );
    console.log(`${range} ${face}: ${font.length} bytes`);
  }
}

// Social cards are drawn at build by a library that reads no WOFF2.
const card = await subsetFont(
  readFileSync('node_modules/source-serif/VAR/SourceSerif4Variable-Roman.ttf'),
  Object.values(unicodeRanges).map(charactersOf).join(''),
  {
    targetFormat: 'woff',
    variationAxes: { ...axes, opsz: 40 },
    keepFeatures: features,
    noHinting: true,
  },
);
writeFileSync(new URL('source-serif-card.woff', import.meta.url), card);
console.log(`card: ${card.length} bytes`);

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
