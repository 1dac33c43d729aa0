import { expect, test } from 'vitest';
import { withUsedStyles } from '../../../src/output/used-styles.ts';

const used = (css: string, body: string) => {
  const html = `<html lang="en"><head><style>${css}</style></head><body>${body}</body></html>`;
  return /<style>([^]*)<\/style>/.exec(withUsedStyles(html))?.[1];
};

test.each([
  ['a rule for an element', 'p{a:b}table{a:b}', '<p>x</p>', 'p{a:b}'],
  ['a rule for a class', '.one{a:b}.two{a:b}', '<p class="x two">x</p>', '.two{a:b}'],
  ['a rule for an id', '#one{a:b}#two{a:b}', '<p id="two">x</p>', '#two{a:b}'],
  [
    'a rule for a component',
    'p[data-astro-cid-one]{a:b}p[data-astro-cid-two]{a:b}',
    '<p data-astro-cid-two>x</p>',
    'p[data-astro-cid-two]{a:b}',
  ],
  ['of a list what is there', 'table,p,pre{a:b}', '<p>x</p>', 'p{a:b}'],
  [
    'where all that is asked for is there',
    'p .one{a:b}p em{a:b}',
    '<p><em>x</em></p>',
    'p em{a:b}',
  ],
  [
    'one of several',
    ':is(table,p) em{a:b}:is(ol,ul) em{a:b}',
    '<p><em>x</em></p>',
    ':is(table,p) em{a:b}',
  ],
  ['what holds something', 'p:has(em){a:b}p:has(b){a:b}', '<p><em>x</em></p>', 'p:has(em){a:b}'],
  ['what is not something', 'p:not(.one){a:b}', '<p>x</p>', 'p:not(.one){a:b}'],
  ['states', 'p:hover{a:b}p::before{a:b}', '<p>x</p>', 'p:hover{a:b}p::before{a:b}'],
  ['attributes, which come and go', 'p[open]{a:b}', '<p>x</p>', 'p[open]{a:b}'],
  ['nested rules', 'p{& em{a:b}& b{a:b}}', '<p><em>x</em></p>', 'p{& em{a:b}}'],
  ['a rule without the nested ones', 'p{a:b;& b{a:b}}', '<p>x</p>', 'p{a:b}'],
  ['no media without rules', '@media print{pre{a:b}}p{a:b}', '<p>x</p>', 'p{a:b}'],
  ['the order of layers', '@layer one,two;pre{a:b}', '<p>x</p>', '@layer one,two;'],
  ['animations', '@keyframes go{from{a:b}to{a:c}}', '<p>x</p>', '@keyframes go{from{a:b}to{a:c}}'],
  [
    'what a script of the page has a word for',
    'mark{a:b}.shown{a:b}.never{a:b}',
    '<script>make("mark").className = "shown"</script>',
    'mark{a:b}.shown{a:b}',
  ],
  [
    'not what its data have a word for',
    'mark{a:b}p{a:b}',
    '<p>x</p><script type="application/ld+json">{"mark":1}</script>',
    'p{a:b}',
  ],
  [
    'custom properties that are used, and what those use',
    'p{--a:x;--b:var(--c);--c:y;--d:var(--e);--e:z;f:var(--b)}',
    '<p>x</p>',
    'p{--b:var(--c);--c:y;f:var(--b)}',
  ],
  [
    'custom properties that the page itself has a word for',
    'p{--a:x;--b:y;--c:z}',
    '<p style="d:var(--a)">x</p><script>set("--b")</script>',
    'p{--a:x;--b:y;}',
  ],
  [
    'names that look like custom properties',
    '.a--b:hover{c:d;e:--f}',
    '<p class="a--b">x</p>',
    '.a--b:hover{c:d;e:--f}',
  ],
  [
    'what stands in an attribute of any value',
    'em{a:b}',
    '<p title="a > b"><em title=\'<pre class="x">\'>x</em></p>',
    'em{a:b}',
  ],
])('keeps %s', (_, css, body, kept) => {
  expect(used(css, body)).toBe(kept);
});

const face = (name: string, rest: string) => `@font-face{font-family:${name};${rest}}`;

test.each([
  ['of letters that the page has', face('A', 'unicode-range:U+61-7a'), 'abc', true],
  ['of letters that it writes as entities', face('A', 'unicode-range:U+3c'), 'a &lt; b', true],
  ['of letters that only its tags have', face('A', 'unicode-range:U+3c-3e'), 'abc', false],
  ['of letters that it has not', face('A', 'unicode-range:U+e9,U+100-17f'), 'abc', false],
  [
    'of letters that a reader may write',
    face('A', 'unicode-range:U+e9'),
    '<textarea></textarea>',
    true,
  ],
  ['in italics where there are some', face('A', 'font-style:italic'), '<em>abc</em>', true],
  ['in italics where there are none', face('A', 'font-style:italic'), 'abc', false],
  [
    'in italics by a rule',
    `p{font:italic 1em A}${face('A', 'font-style:italic')}`,
    '<p>abc</p>',
    true,
  ],
  ['in bold where there is some', face('A', 'font-weight:600'), '<strong>abc</strong>', true],
  ['in bold where there is none', face('A', 'font-weight:600'), 'abc', false],
])('a face %s', (_, css, body, isKept) => {
  expect(used(css, body)?.includes('@font-face')).toBe(isKept);
});

test('a face is left those of its letters that no later one has', () => {
  const css = face('A', 'unicode-range:U+20-7e') + face('A', 'src:b;unicode-range:U+61-7a,U+20');
  expect(used(css, '<p>A b</p>')).toBe(
    face('A', 'unicode-range:U+21-60,U+7b-7e') + face('A', 'src:b;unicode-range:U+61-7a,U+20'),
  );
  expect(used(css, '<p>a b</p>')).toBe(face('A', 'src:b;unicode-range:U+61-7a,U+20'));
});

test('the styles of a page become one, in their order, and its text stays as it is', () => {
  const text = '<p title="<style>">A &lt;style&gt;p{a:b}&lt;/style&gt;</p>';
  const html = `<head><style>p{a:b}</style><link rel="x"><style data-x>p{a:c}pre{a:b}</style></head>${text}`;
  expect(withUsedStyles(html)).toBe(
    `<head><style>p{a:b}p{a:c}</style><link rel="x"></head>${text}`,
  );
});
