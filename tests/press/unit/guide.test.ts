import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentErrors } from '../../../src/check/check.ts';
import { mdxComponents } from '../../../src/publication/text/markdown.ts';
import { errorInWords } from '../../../src/check/errors.ts';
import { sourcesReader } from '../../../src/check/sources.ts';

const guide = readFileSync('content/README.md', 'utf8');

test('the guide has every component', () => {
  for (const name of mdxComponents) expect(guide).toContain(`**\`<${name}>\`**`);
  expect(guide.match(/^\*\*`</gm)).toHaveLength(mdxComponents.length);
});

test('its examples have no error', async () => {
  const examples = [...guide.matchAll(/```mdx\n([^]*?)```/g)].map(([, text = '']) => text);
  const [essay = '', ...components] = examples;
  expect(components).toHaveLength(mdxComponents.length);
  const allow = /```yaml\n([^]*?)```/.exec(guide)?.[1] ?? '';
  const texts = [
    essay,
    ...components.map((text) => essay.replace(/(---\n[^]*?---\n)[^]*/, `$1\n${text}`)),
    essay.replace('authors:', `${allow}authors:`).replace('The text,', 'The text had had,'),
  ];
  const sources = await sourcesReader(process.cwd())();
  const file = join('content/essays/example.mdx');
  for (const text of texts) {
    const files = [...sources.files, { path: file, text }];
    expect(contentErrors({ ...sources, files }, '2026-12-31').map(errorInWords)).toEqual([]);
  }
});
