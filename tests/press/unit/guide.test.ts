import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contentErrors } from '../../../src/check/check.ts';
import { essayComponents, pageComponents } from '../../../src/publication/text/markdown.ts';
import { errorInWords } from '../../../src/check/errors.ts';
import { sources } from '../../support/factories.ts';

const guide = readFileSync('content/README.md', 'utf8');

const components = [...essayComponents, ...pageComponents];

test('the guide has every component', () => {
  for (const name of components) expect(guide).toContain(`**\`<${name}>\`**`);
  expect(guide.match(/^\*\*`</gm)).toHaveLength(components.length);
});

test('its examples have no error', () => {
  const fences = (language: string) =>
    [...guide.matchAll(new RegExp('```' + language + '\\n([^]*?)```', 'g'))].map(
      ([, text = '']) => text,
    );
  const [page = '', essay = '', ...others] = fences('mdx').toSorted(
    (a, b) => Number(b.startsWith('---')) - Number(a.startsWith('---')),
  );
  expect(others).toHaveLength(essayComponents.length);
  const [site = '', allow = ''] = fences('yaml');
  // The site shows the page, and the essay answers another, by an author who is there.
  const around = [...sources().files, { path: 'content/pages/imprint.mdx', text: page }];
  const file = 'content/essays/example.mdx';
  const examples = [
    { path: 'content/site.yaml', text: site },
    { path: 'content/pages/imprint.mdx', text: page },
    { path: file, text: essay },
    ...others.map((text) => ({
      path: file,
      text: essay.replace(/(---\n[^]*?---\n)[^]*/, `$1\n${text}`),
    })),
    {
      path: file,
      text: essay.replace('authors:', `${allow}authors:`).replace('The text,', 'The text had had,'),
    },
  ];
  for (const example of examples) {
    const files = [...around.filter(({ path: other }) => other !== example.path), example];
    expect(contentErrors({ ...sources(), files }, '2026-12-31').map(errorInWords)).toEqual([]);
  }
});
