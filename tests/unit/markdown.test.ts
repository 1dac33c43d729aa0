import { expect, test } from 'vitest';
import { renderMarkdown } from '../../src/library/markdown.ts';

test('links of the site stand under its base path', async () => {
  expect(await renderMarkdown('[About](/about/)', '/essays/')).toContain('href="/essays/about/"');
  expect(await renderMarkdown('[Far](https://example.org/)', '/essays/')).toContain(
    'href="https://example.org/"',
  );
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[a](javascript:alert(1))',
  '![a](https://example.org/pixel.png)',
  '<p style="color:red">a</p>',
])('Markdown in YAML cannot make %s', async (text) => {
  expect(await renderMarkdown(text, '/')).not.toMatch(/<script|<img|javascript:|style=|onerror=/);
});
