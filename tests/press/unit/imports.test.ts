import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { forbiddenImports } from '../../support/imports.ts';

test('imports point one way, and nowhere in a circle', async () => {
  expect(await forbiddenImports(process.cwd())).toEqual([]);
});

/** What is forbidden in a project of these files: paths and what stands in them. */
async function forbiddenIn(files: Record<string, string>): Promise<string[]> {
  const project = mkdtempSync(join(tmpdir(), 'forbidden-'));
  onTestFinished(() => rmSync(project, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  return (await forbiddenImports(project)).map((one) => one.replace(/ \(([\w-]+): .*\)$/, ' ($1)'));
}

const component = (frontmatter: string, rest = '') =>
  `---\n${frontmatter}\n---\n\n<p></p>${rest}\n`;

test.each<[string, Record<string, string>, string[]]>([
  [
    'a room that imports one further on, be it for a type',
    {
      'src/publication/essays.ts': "import type { A } from '../check/a.ts';",
      'src/check/a.ts': 'export type A = 1;',
    },
    ['src/publication/essays.ts -> src/check/a.ts (what-publication-may-import)'],
  ],
  [
    'a component that imports a page',
    {
      'src/components/A.astro': component("import B from '../pages/B.astro';"),
      'src/pages/B.astro': component(''),
    },
    ['src/components/A.astro -> src/pages/B.astro (what-components-may-import)'],
  ],
  [
    'a script of a component that imports a loader',
    {
      'src/components/A.astro': component('', "<script>import '../loaders/b.ts';</script>"),
      'src/loaders/b.ts': '',
    },
    ['src/components/A.astro -> src/loaders/b.ts (what-components-may-import)'],
  ],
  [
    'an import while the program runs',
    { 'src/output/a.ts': "await import('../editions/b.ts');", 'src/editions/b.ts': '' },
    ['src/output/a.ts -> src/editions/b.ts (what-output-may-import)'],
  ],
  [
    'a leaf that imports',
    {
      'src/words/en.ts': "import '../publication/a.ts';",
      'src/publication/a.ts': '',
    },
    ['src/words/en.ts -> src/publication/a.ts (what-words-may-import)'],
  ],
  [
    'a circle of types through a component',
    {
      'src/components/A.astro': component("import type { B } from './b.ts';"),
      'src/components/b.ts': "import type A from './A.astro'; export type B = typeof A;",
    },
    ['src/components/A.astro -> src/components/b.ts -> src/components/A.astro (no-circle)'],
  ],
  [
    'a room that has no rule',
    { 'src/helpers/a.ts': "import '../words/en.ts';", 'src/words/en.ts': '' },
    ['src/helpers/a.ts -> src/words/en.ts (every-room-has-a-rule)'],
  ],
  [
    'the site on its tests',
    { 'src/pages/a.ts': "import '../../tests/b.ts';", 'tests/b.ts': '' },
    ['src/pages/a.ts -> tests/b.ts (the-site-stands-alone)'],
  ],
  [
    'the engine of the comments on more than addresses',
    {
      'comments/a.ts':
        "import '../src/publication/addresses/b.ts'; import '../src/publication/c.ts';",
      'src/publication/addresses/b.ts': '',
      'src/publication/c.ts': '',
    },
    ['comments/a.ts -> src/publication/c.ts (what-the-engine-may-import)'],
  ],
  [
    'a package that is there for the tests, be it for a type',
    {
      'astro.config.mjs': "import 'vitest/config';",
      'src/commands/a.ts': "import type { JSDOM } from 'jsdom'; import 'diff'; import 'astro';",
      'comments/a.ts': "const { format } = await import('prettier'); import 'node:fs';",
    },
    [
      'astro.config.mjs -> vitest/config (the-site-needs-no-package-of-the-tests)',
      'comments/a.ts -> prettier (the-site-needs-no-package-of-the-tests)',
      'src/commands/a.ts -> jsdom (the-site-needs-no-package-of-the-tests)',
    ],
  ],
  [
    'a page that reads a collection',
    {
      'src/pages/A.astro': component("import { getCollection } from 'astro:content';"),
      'src/publication/content.ts': "import { getCollection } from 'astro:content';",
    },
    ['src/pages/A.astro -> astro:content (one-gateway-to-the-collections)'],
  ],
  [
    'unstable API outside its fence',
    {
      'src/editions/a.ts':
        "import 'astro/jsx-runtime'; import type { A } from 'astro/runtime/server/index.js';",
      'src/unstable/a.ts': "import 'astro:container'; import 'astro/container';",
    },
    [
      'src/editions/a.ts -> astro/jsx-runtime (unstable-api-is-fenced)',
      'src/editions/a.ts -> astro/runtime/server/index.js (unstable-api-is-fenced)',
    ],
  ],
  [
    'the publication on files',
    {
      'src/publication/a.ts': "import 'node:fs'; import 'node:crypto';",
      'src/check/a.ts': "import 'node:fs';",
    },
    ['src/publication/a.ts -> fs (the-publication-is-pure)'],
  ],
])('%s is found', async (_, files, expected) => {
  expect((await forbiddenIn(files)).toSorted()).toEqual(expected);
});

test('no room holds more than a fifth of the lines of src', () => {
  const lines = new Map<string, number>();
  for (const file of globSync('src/**/*.{ts,js,cjs,astro,css}')) {
    const [, room = ''] = file.split(/[\\/]/);
    const count = readFileSync(file, 'utf8').split('\n').length;
    lines.set(room, (lines.get(room) ?? 0) + count);
  }
  const all = lines.values().reduce((sum, count) => sum + count, 0);
  expect(all).toBeGreaterThan(1000);
  for (const [room, count] of lines) expect(count / all, room).toBeLessThanOrEqual(0.2);
});
