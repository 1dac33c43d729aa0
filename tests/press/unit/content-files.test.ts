import { expect, test } from 'vitest';
import { parseContentFile } from '../../../src/publication/text/content-files.ts';

const text = `---
title: One
source:
  note: |
    First.
list:
  - a
  - b: c
---

Body.
---
Not frontmatter.
`;

test('a file is its data and its body, with the line where the body starts', () => {
  const { data, body, bodyLine } = parseContentFile({ path: 'a.mdx', text });
  expect(data).toEqual({ title: 'One', source: { note: 'First.\n' }, list: ['a', { b: 'c' }] });
  expect(body).toBe('\nBody.\n---\nNot frontmatter.\n');
  expect(bodyLine).toBe(10);
});

test('a key has a line, and one that is missing the line of the nearest key around it', () => {
  const { lineOf, textLineOf } = parseContentFile({ path: 'a.mdx', text });
  expect(lineOf(['title'])).toBe(2);
  expect(lineOf(['source', 'note'])).toBe(4);
  expect(textLineOf(['source', 'note'])).toBe(5);
  expect(lineOf(['source', 'url'])).toBe(3);
  expect(lineOf(['list', 1, 'b'])).toBe(8);
  expect(lineOf(['nothing'])).toBe(2);
});

test('dates stay as they were written', () => {
  const { data } = parseContentFile({ path: 'a.yaml', text: 'date: 2013-02-30' });
  expect(data).toEqual({ date: '2013-02-30' });
});

test('lines that end as on Windows are read alike', () => {
  const { data, body } = parseContentFile({ path: 'a.mdx', text: text.replaceAll('\n', '\r\n') });
  expect(data).toMatchObject({ title: 'One' });
  expect(body.trim()).toMatch(/^Body/);
});

test('YAML that cannot be read is told with its line', () => {
  const { errors } = parseContentFile({ path: 'a.mdx', text: '---\na: 1\nb: [\n---\n' });
  expect(errors.length).toBeGreaterThan(0);
  expect(errors[0]?.line).toBeGreaterThanOrEqual(3);
});
