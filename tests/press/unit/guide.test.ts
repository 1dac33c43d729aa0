import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { z } from 'astro/zod';
import { contentErrors } from '../../../src/check/check.ts';
import { essayComponents, pageComponents } from '../../../src/publication/text/markdown.ts';
import { inner } from '../../../src/check/keys.ts';
import { styleChecks } from '../../../src/check/style.ts';
import { errorInWords } from '../../../src/check/errors.ts';
import { schemas } from '../../../src/publication/schemas.ts';
import { sourcesReader } from '../../../src/check/sources.ts';

// The writer's guide. What the schemas and the checks say stands in it between marks, put there by
// npx vitest run --project unit -u

const path = resolve('content/README.md');
const guide = readFileSync(path, 'utf8');

/** A list of the keys of a schema with their sentences, and under each those within it. */
function keysInWords(schema: z.ZodType): string {
  const bare = inner(schema);
  if (bare instanceof z.ZodArray) return keysInWords(bare.element as z.ZodType);
  if (!(bare instanceof z.ZodObject)) return '';
  return Object.entries(bare.shape)
    .filter(([key]) => key !== 'allow') // The same for all: it has a list of its own.
    .map(([key, within]) => {
      const isOptional = z.safeParse(within as z.ZodType, undefined).success;
      const name = `\`${key}\`${isOptional ? ' (may be left out)' : ''}`;
      const { description } = within as z.ZodType;
      return `- ${name}: ${description}\n${keysInWords(within as z.ZodType).replace(/^(?=.)/gm, '  ')}`;
    })
    .join('');
}

const checksInWords = Object.entries(styleChecks)
  .map(([name, { of, says, fix }]) => {
    const what = of === 'link' ? 'a link that' : 'what';
    return `- \`${name}\` finds ${what} ${says}. ${fix}`;
  })
  .join('\n');

const filled = (text: string, mark: string, part: string) =>
  text.replace(
    new RegExp(`(<!-- ${mark} -->\n)[^]*?(<!-- end -->)`),
    (_, start: string, end: string) => `${start}\n${part}\n\n${end}`,
  );

test('the guide has every key and every check in the words of the schemas and the checks', async () => {
  let expected = filled(guide, 'checks', checksInWords);
  const { allow } = schemas.essays.shape;
  for (const [name, schema] of Object.entries({ ...schemas, allow })) {
    expect(guide).toContain(`<!-- keys of ${name} -->`);
    expected = filled(expected, `keys of ${name}`, keysInWords(schema));
  }
  const options = await resolveConfig(path);
  await expect(await format(expected, { ...options, filepath: path })).toMatchFileSnapshot(path);
});

const components = [...essayComponents, ...pageComponents];

test('the guide has every component', () => {
  for (const name of components) expect(guide).toContain(`**\`<${name}>\`**`);
  expect(guide.match(/^\*\*`</gm)).toHaveLength(components.length);
});

test('its examples have no error', async () => {
  const fences = (language: string) =>
    [...guide.matchAll(new RegExp('```' + language + '\\n([^]*?)```', 'g'))].map(
      ([, text = '']) => text,
    );
  const [page = '', essay = '', ...others] = fences('mdx').toSorted(
    (a, b) => Number(b.startsWith('---')) - Number(a.startsWith('---')),
  );
  expect(others).toHaveLength(essayComponents.length);
  const [site = '', allow = ''] = fences('yaml');
  const sources = await sourcesReader(process.cwd())();
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
    const files = [...sources.files.filter(({ path: other }) => other !== example.path), example];
    expect(contentErrors({ ...sources, files }, '2026-12-31').map(errorInWords)).toEqual([]);
  }
});
