// Makes the fonts of src/fonts from Adobe's release of Source Serif 4 (4.005, the package source-serif 4.5.1), and for
// the Arabic and Hebrew of cards from Google's of Noto. They are kept in the repository, so this runs only when the
// characters below change:
//
//   npm install --no-save source-serif@4.5.1 subset-font@2.9.0 @expo-google-fonts/noto-naskh-arabic@0.4.5 @expo-google-fonts/noto-serif-hebrew@0.4.2
//   node src/commands/subset-fonts.ts

import { globSync, readFileSync, writeFileSync } from 'node:fs';
import * as harfbuzz from 'harfbuzzjs';
import { unicodeRanges } from '../fonts/unicode-ranges.ts';

// Not among the packages of the project: see above.
const load = (name: string) => import(name);
const { default: subsetFont } = await load('subset-font');
const { default: fontverter } = await load('fontverter');

// The cut for small text (optical size 16), the display cut (60) for titles, which are large, and a bold for what a
// writer stresses; all that an English page can ask for is less than 45 KB. Bold words are short and rare: the pairs of
// their letters are not kerned, which would cost half as much again.
const features = ['kern', 'mark', 'ccmp', 'locl', 'liga', 'onum', 'pnum'];
const figures = ['onum', 'pnum'];

// https://learn.microsoft.com/typography/opentype/spec/name: version 0, no records, and where they would end.
const noNames = Buffer.from([0, 0, 0, 0, 0, 6]);

// Of these the font has what it has: the other letters of Europe, and signs that a title may have.
const ofCards =
  'U+180-36F, U+370-52F, U+1E00-1FFF, U+2000-206F, U+2070-209F, U+20A0-20CF, U+2100-27BF, U+2C60-2C7F, U+A720-A7FF';
const arabic =
  'U+20-2F, U+3A-3F, U+600-6FF, U+750-77F, U+8A0-8FF, U+200C-200F, U+FDF2, U+FDFA-FDFD';
const hebrew = 'U+20-2F, U+3A-3F, U+590-5FF, U+20AA, U+200C-200F, U+FB1D-FB4F';

const { letters, latin, english, western } = unicodeRanges;
const all = Object.values(unicodeRanges).map(charactersOf).join('');
const adobe = (path: string) => readFileSync(`node_modules/source-serif/${path}.ttf`);
const variable = (face: string) => adobe(`VAR/SourceSerif4Variable-${face}`);
// The outlines of these have fewer points than those of the variable font at the same optical size, and the same widths.
const [roman, italic] = [
  adobe('TTF/SourceSerif4SmText-Regular'),
  adobe('TTF/SourceSerif4SmText-It'),
];

for (const [face, source] of Object.entries({ roman, italic })) {
  for (const [range, text] of Object.entries({ basic: unicodeRanges.basic, latin })) {
    await cut(`source-serif-${range}-${face}.woff2`, source, charactersOf(text), features);
  }
}
// Many e-readers know no WOFF2, and nothing of ranges. In a book, those of the variable font are smaller.
for (const face of ['Roman', 'Italic']) {
  const file = `source-serif-book-${face.toLowerCase()}.ttf`;
  await cut(file, variable(face), all, features, { wght: 400, opsz: 16 });
}
for (const [range, text] of Object.entries({ letters, latin })) {
  const display = adobe('TTF/SourceSerif4Display-Regular');
  const bold = adobe('TTF/SourceSerif4SmText-Semibold');
  const characters = charactersOf(text);
  await cut(`source-serif-${range}-display.woff2`, display, characters, ['kern', ...figures]);
  await cut(`source-serif-${range}-bold.woff2`, bold, characters, figures);
}
for (const [range, text] of Object.entries({ english, western })) {
  await cutForPages(`source-serif-${range}-page.woff2`, charactersOf(text));
}
// Social cards and covers are drawn at build by a library that reads no WOFF2; their type is large. A title may be in
// Greek or Cyrillic too, and in Arabic or Hebrew, whose letters change by what stands beside them.
await cut('source-serif-card.ttf', variable('Roman'), all + charactersOf(ofCards), features, {
  wght: 400,
  opsz: 40,
});
for (const [file, name, ranges] of [
  ['noto-naskh-arabic-card.ttf', 'noto-naskh-arabic/400Regular/NotoNaskhArabic', arabic],
  ['noto-serif-hebrew-card.ttf', 'noto-serif-hebrew/400Regular/NotoSerifHebrew', hebrew],
] as const) {
  const source = readFileSync(`node_modules/@expo-google-fonts/${name}_400Regular.ttf`);
  await cut(file, source, charactersOf(ranges));
}

async function cut(
  file: string,
  source: Buffer,
  characters: string,
  keepFeatures?: string[],
  variationAxes?: Record<string, number>,
) {
  const targetFormat = file.endsWith('.woff2') ? 'woff2' : 'truetype';
  const options = { targetFormat, keepFeatures, variationAxes, noHinting: true };
  write(file, await subsetFont(source, characters, options));
}

/**
 * The roman as it is written into pages, where each byte counts: with old-style figures alone, without ligatures, and
 * kerned only where it is seen, and where it occurs: the table of all pairs would be half as large as the letters. Its
 * names are left out: the style sheet says whose it is.
 */
async function cutForPages(file: string, characters: string) {
  const options = {
    targetFormat: 'sfnt',
    keepFeatures: [],
    noHinting: true,
    dropTables: ['BASE', 'GDEF', 'GPOS', 'GSUB', 'STAT'],
  };
  const source = withTables(roman, { cmap: characterMap(characters) });
  const font: Buffer = await subsetFont(source, characters, options);
  const pairs = kernedPairs(new Set(characters.replaceAll(/\d/g, '')));
  const tables = { kern: kernTable(font, pairs), name: noNames };
  write(file, await fontverter.convert(withTables(font, tables), 'woff2'));
}

/**
 * The glyphs of characters, and of figures the old-style ones:
 * https://learn.microsoft.com/typography/opentype/spec/cmap#format-12-segmented-coverage
 */
function characterMap(characters: string): Buffer {
  const font = new harfbuzz.Font(new harfbuzz.Face(new harfbuzz.Blob(roman), 0));
  const rows = [...characters].flatMap((character) => {
    const point = character.codePointAt(0) ?? 0;
    if (font.nominalGlyph(point) === undefined) return [];
    const buffer = new harfbuzz.Buffer();
    buffer.addText(character);
    buffer.guessSegmentProperties();
    const oldStyle = figures.map((feature) => new harfbuzz.Feature(feature, 1));
    harfbuzz.shape(font, buffer, oldStyle);
    return buffer.getGlyphInfosAndPositions().map(({ codepoint }) => [point, point, codepoint]);
  });
  const header = [0x0000_0001, 0x0003_000a, 12, 0x000c_0000, 16 + 12 * rows.length, 0, rows.length];
  const words = [...header, ...rows.flat()];
  const table = Buffer.alloc(4 * words.length);
  for (const [index, word] of words.entries()) table.writeUInt32BE(word, 4 * index);
  return table;
}

/**
 * The pairs of such letters in the essays of this publication, and of the French one of the tests, with the change of
 * their distance in thousandths of the size, where that is 40 or more: eight tenths of a pixel of text as it is on a desk.
 */
function kernedPairs(characters: ReadonlySet<string>): Map<string, number> {
  const font = new harfbuzz.Font(new harfbuzz.Face(new harfbuzz.Blob(roman), 0));
  const widthOf = (text: string) => {
    const buffer = new harfbuzz.Buffer();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    harfbuzz.shape(font, buffer, [new harfbuzz.Feature('liga', 0)]);
    const positions = buffer.getGlyphInfosAndPositions();
    return positions.reduce((sum, { xAdvance = 0 }) => sum + xAdvance, 0);
  };
  const pairs = new Map<string, number>();
  for (const file of globSync('{content,tests/fixtures/french/content}/**/*.mdx')) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      for (const [index, first] of [...line].slice(0, -1).entries()) {
        const second = [...line][index + 1] ?? '';
        if (pairs.has(first + second) || !characters.has(first) || !characters.has(second))
          continue;
        pairs.set(first + second, widthOf(first + second) - widthOf(first) - widthOf(second));
      }
    }
  }
  return new Map([...pairs].filter(([, change]) => Math.abs(change) >= 40));
}

/** https://learn.microsoft.com/typography/opentype/spec/kern: version 0, one table of format 0 for horizontal text. */
function kernTable(font: Buffer, pairs: ReadonlyMap<string, number>): Buffer {
  const subset = new harfbuzz.Font(new harfbuzz.Face(new harfbuzz.Blob(font), 0));
  const glyph = (letter: string) => subset.nominalGlyph(letter.codePointAt(0) ?? 0) ?? 0;
  const rows = [...pairs]
    .map(([[first = '', second = ''], change]) => [glyph(first), glyph(second), change] as const)
    .toSorted(([a, b], [c, d]) => a - c || b - d);
  const power = 2 ** Math.floor(Math.log2(rows.length));
  const words = [
    ...[0, 1, 0, 14 + 6 * rows.length, 1],
    ...[rows.length, 6 * power, Math.log2(power), 6 * (rows.length - power)],
    ...rows.flat(),
  ];
  const table = Buffer.alloc(2 * words.length);
  for (const [index, word] of words.entries()) table.writeUInt16BE(word & 0xffff, 2 * index);
  return table;
}

/** A font with other tables: https://learn.microsoft.com/typography/opentype/spec/otff#organization-of-an-opentype-font */
function withTables(font: Buffer, others: Record<string, Buffer>): Buffer {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const row = 12 + 16 * index;
    const start = font.readUInt32BE(row + 8);
    const bytes = font.subarray(start, start + font.readUInt32BE(row + 12));
    return [font.toString('latin1', row, row + 4), bytes] as const;
  });
  const all = Object.entries({ ...Object.fromEntries(tables), ...others })
    .map(([tag, bytes]) => ({ tag, bytes }))
    .toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
  const power = 2 ** Math.floor(Math.log2(all.length));
  const head = Buffer.alloc(12 + 16 * all.length);
  font.copy(head, 0, 0, 4);
  head.writeUInt16BE(all.length, 4);
  head.writeUInt16BE(16 * power, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE(16 * (all.length - power), 10);
  const padded = all.map(({ bytes }) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]));
  let offset = head.length;
  for (const [index, part] of all.entries()) {
    const row = 12 + 16 * index;
    const [whole = Buffer.alloc(0)] = padded.slice(index);
    let sum = 0;
    for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
    head.write(part.tag, row, 'latin1');
    head.writeUInt32BE(sum, row + 4);
    head.writeUInt32BE(offset, row + 8);
    head.writeUInt32BE(part.bytes.length, row + 12);
    offset += whole.length;
  }
  return Buffer.concat([head, ...padded]);
}

function write(file: string, font: Buffer) {
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
