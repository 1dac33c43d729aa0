// Makes the fonts of src/fonts from Adobe's release of Source Serif 4 (4.005, the package source-serif 4.5.1), and for
// the Arabic and Hebrew of cards from Google's of Noto. They are kept in the repository, so this runs only when the
// characters below change:
//
//   npm install --no-save source-serif@4.5.1 subset-font@2.9.0 @expo-google-fonts/noto-naskh-arabic@0.4.5 @expo-google-fonts/noto-serif-hebrew@0.4.2
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

// Of these the font has what it has: the other letters of Europe, and signs that a title may have.
const ofCards =
  'U+180-36F, U+370-52F, U+1E00-1FFF, U+2000-206F, U+2070-209F, U+20A0-20CF, U+2100-27BF, U+2C60-2C7F, U+A720-A7FF';
const arabic =
  'U+20-2F, U+3A-3F, U+600-6FF, U+750-77F, U+8A0-8FF, U+200C-200F, U+FDF2, U+FDFA-FDFD';
const hebrew = 'U+20-2F, U+3A-3F, U+590-5FF, U+20AA, U+200C-200F, U+FB1D-FB4F';

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
// Social cards and covers are drawn at build by a library that reads no WOFF2; their type is large. A title may be in
// Greek or Cyrillic too, and in Arabic or Hebrew, whose letters change by what stands beside them.
await cut('source-serif-card.ttf', 'Roman', all + charactersOf(ofCards), 'truetype', {
  ...axes,
  opsz: 40,
});
for (const [file, name, ranges] of [
  ['noto-naskh-arabic-card.ttf', 'noto-naskh-arabic/400Regular/NotoNaskhArabic', arabic],
  ['noto-serif-hebrew-card.ttf', 'noto-serif-hebrew/400Regular/NotoSerifHebrew', hebrew],
] as const) {
  const source = readFileSync(`node_modules/@expo-google-fonts/${name}_400Regular.ttf`);
  await write(file, source, charactersOf(ranges), { targetFormat: 'truetype', noHinting: true });
}

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
  await write(file, source, characters, options);
}

async function write(file: string, source: Buffer, characters: string, options: object) {
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
