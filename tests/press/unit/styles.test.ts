import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { pageFace } from '../../../src/fonts/page-face.ts';
import { unicodeRanges } from '../../../src/fonts/unicode-ranges.ts';

const src = resolve('src');
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|astro)$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(src, file), 'utf8') }));

test('addresses come from the module of paths', () => {
  for (const { file, text } of sources) {
    if (!/\.astro$/.test(file)) continue;
    expect(text, file).not.toMatch(/href=(?:"\/|\{`\/)/);
  }
});

test('the style sheet declares the characters that the font files hold', () => {
  const css = readFileSync('src/styles/fonts.css', 'utf8');
  const declared = [...css.matchAll(/unicode-range:([^;]+);/g)].map(([, range = '']) =>
    range.replace(/\s+/g, ' ').trim(),
  );
  const { letters, basic, latin } = unicodeRanges;
  const [bold, display] = [
    [letters, latin],
    [letters, latin],
  ];
  expect(declared).toEqual([basic, basic, latin, latin, ...bold, ...display]);
});

test('all fonts that a page in English can ask for are at most 45 KB', () => {
  const bytes = readdirSync('src/fonts')
    .filter((name) => /-(basic|letters)-.*\.woff2$/.test(name))
    .map((name) => statSync(join('src/fonts', name)).size);
  expect(bytes).toHaveLength(4);
  expect(bytes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(45_000);
});

test('a page brings the letters of English, or of the languages of Western Europe, along, and no others', () => {
  const range = (languages: string[]) =>
    /unicode-range:([^;}]+)/.exec(pageFace(languages) ?? '')?.[1]?.replaceAll(',', ', ');
  const { english, western } = unicodeRanges;
  expect(range(['en'])).toBe(english);
  expect(range(['en-US', 'en-GB'])).toBe(english);
  expect(range(['fr', 'fr'])).toBe(western);
  expect(range(['en', 'pt-BR'])).toBe(western);
  for (const other of ['pl', 'el', 'ar', 'zh']) expect(pageFace(['en', other])).toBeUndefined();
});

test.each([
  ['ca', 'àçèéíïòóúü·'],
  ['da', 'æøåé'],
  ['de', 'äöüß'],
  ['es', 'áéíñóúü¡¿'],
  ['fi', 'äöå'],
  ['fr', 'àâæçèéêëîïôœùûüÿ«»'],
  ['ga', 'áéíóú'],
  ['is', 'áðéíóúýþæö'],
  ['it', 'àèéìòù'],
  ['nl', 'ëïéèöü'],
  ['pt', 'àáâãçéêíóôõú'],
  ['sv', 'åäöé'],
])('the letters of %s are among those that its pages bring along', (language, letters) => {
  const ranges = [...(pageFace([language]) ?? '').matchAll(/U\+([\dA-F]+)(?:-([\dA-F]+))?/g)].map(
    ([, first = '', last = first]) => [parseInt(first, 16), parseInt(last, 16)] as const,
  );
  const missing = [...letters].filter((letter) => {
    const point = letter.codePointAt(0) ?? 0;
    return !ranges.some(([first, last]) => point >= first && point <= last);
  });
  expect(missing).toEqual([]);
});

test('letters to bring along are at most 5.4 and 7.7 KB', () => {
  const size = (name: string) => statSync(`src/fonts/source-serif-${name}-page.woff2`).size;
  expect(size('english')).toBeLessThanOrEqual(5_400);
  expect(size('western')).toBeLessThanOrEqual(7_700);
});

test('no style sets the figures back, as “font” does: only html says what figures there are', () => {
  const texts = [
    ...sources,
    ...readdirSync('src/styles').map((file) => ({
      file,
      text: readFileSync(`src/styles/${file}`, 'utf8'),
    })),
  ];
  for (const { file, text } of texts) {
    const said = [...text.matchAll(/\n *font: (.*var\(.*);/g)].map(([, font = '']) => font);
    const allowed = /^112\.5%|^9pt|--font-code/;
    expect(
      said.filter((font) => !allowed.test(font)),
      file,
    ).toEqual([]);
  }
});

test('every color is a token', () => {
  const sheets = readdirSync('src/styles')
    .filter((name) => !['tokens.css', 'print.css'].includes(name))
    .map((name) => ({ file: name, text: readFileSync(`src/styles/${name}`, 'utf8') }));
  for (const { file, text } of [...sources, ...sheets]) {
    const style = file.endsWith('.css') ? text : (/<style>([^]*)<\/style>/.exec(text)?.[1] ?? '');
    expect(style, file).not.toMatch(/#[0-9a-f]{3,8}\b|\brgb|\bhsl|!important/i);
  }
});

test('every color of text has a contrast of 7 to 1 with the paper, by day and by night', () => {
  const css = readFileSync('src/styles/tokens.css', 'utf8');
  const primitives = new Map(
    [...css.matchAll(/--([\w-]+): #([0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
  const pairs = new Map(
    [...css.matchAll(/--color-([\w-]+): light-dark\(var\(--([\w-]+)\), var\(--([\w-]+)\)\)/g)].map(
      ([, name = '', day = '', night = '']) => [name, [day, night]],
    ),
  );
  // https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
  const luminance = (name: string) => {
    const hex = primitives.get(name) ?? '';
    const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
      const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const least = { text: 7, meta: 7, accent: 7, visited: 7 };
  for (const [name, ratio] of Object.entries(least)) {
    for (const scheme of [0, 1]) {
      const [a, b] = [pairs.get(name)?.[scheme] ?? '', pairs.get('paper')?.[scheme] ?? '']
        .map(luminance)
        .toSorted((x, y) => y - x);
      const contrast = ((a ?? 0) + 0.05) / ((b ?? 0) + 0.05);
      expect(contrast, `${name} ${scheme}`).toBeGreaterThanOrEqual(ratio);
    }
  }
});
