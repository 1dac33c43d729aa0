import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { unicodeRanges } from '../../src/fonts/unicode-ranges.ts';

// Imports point leftward only.
const order = [
  'site.ts',
  'fonts',
  'styles',
  'library',
  'editions',
  'content.config.ts',
  'integrations',
  'components',
  'layouts',
  'pages',
];

const src = resolve('src');
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|astro)$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(src, file), 'utf8') }));
const placeOf = (file: string) => order.indexOf(file.split('/')[0] ?? '');

test.each(sources)(
  '$file imports only from its own folder or from left of it',
  ({ file, text }) => {
    expect(order).toContain(file.split('/')[0]);
    const imports = [...text.matchAll(/^(?:import|export)(?:[^;]*?from)? '(\.[^']+)'/gms)].map(
      ([, path = '']) => relative(src, resolve(src, dirname(file), path)),
    );
    for (const path of imports) expect(placeOf(path), path).toBeLessThanOrEqual(placeOf(file));
  },
);

test('one module reads the collections', () => {
  const readers = sources.filter(({ text }) => /from 'astro:content'/.test(text));
  expect(readers.map(({ file }) => file).toSorted()).toEqual([
    'content.config.ts',
    'library/content.ts',
  ]);
});

test('the library is pure but for the gateway: no clock, no files', () => {
  for (const { file, text } of sources) {
    if (!file.startsWith('library/')) continue;
    expect(text, file).not.toMatch(/from 'node:|new Date\(\)|Date\.now/);
  }
});

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
  const { basic, latin } = unicodeRanges;
  expect(declared).toEqual([basic, basic, latin, latin]);
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
