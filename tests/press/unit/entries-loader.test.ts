import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unified } from '@astrojs/markdown-remark';
import type { LoaderContext } from 'astro/loaders';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkContent } from '../../../src/check/check.ts';
import { errorInWords, type ContentError } from '../../../src/check/errors.ts';
import type { Sources } from '../../../src/check/files.ts';
import { entriesLoader, shownEssays } from '../../../src/loaders/entries.ts';
import type { CollectionName } from '../../../src/publication/schemas.ts';
import { textPlugins } from '../../../src/publication/text/plugins.ts';
import { edited, sources } from '../../support/factories.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'entries-'));
  for (const folder of ['src/loaders', 'src/publication/text', 'src/words']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  await writeFile(join(root, 'package.json'), '{}');
});
afterEach(() => rm(root, { recursive: true }));

const first = 'content/essays/first.mdx';
const isShown = (data: object) => !('draft' in data && data.draft === true);

interface Stored {
  id: string;
  data: Record<string, unknown>;
  digest: string;
}

/** Loads a collection as Astro does, with the plugins of the site and those given, into what was stored before. */
async function load(
  name: CollectionName,
  content: Sources,
  stored = new Map<string, Stored>(),
  plugins: (() => (tree: unknown, file: { fail: (reason: string) => void }) => void)[] = [],
) {
  const made: string[] = [];
  const errors: ContentError[] = [];
  const { rehypePlugins, ...options } = textPlugins('/');
  const hooks = {
    'content:entries': async () => checkContent(content, '2026-01-01').entries,
    'content:error': (error: ContentError) => errors.push(error),
  };
  const config = {
    root: pathToFileURL(`${root}/`),
    base: '/',
    integrations: [
      { name: 'another', hooks: {} },
      { name: 'content-check', hooks },
    ],
    markdown: {
      processor: unified({ ...options, rehypePlugins: [...rehypePlugins, ...plugins] }),
    },
  };
  const store = {
    keys: () => [...stored.keys()],
    get: (id: string) => stored.get(id),
    delete: (id: string) => stored.delete(id),
    set: (entry: Stored) => {
      made.push(entry.id);
      stored.set(entry.id, entry);
    },
  };
  // Only what the loader uses is there.
  const context = { config, store, generateDigest: String } as unknown as LoaderContext;
  await entriesLoader(name, isShown, false).load(context);
  return { stored, made, errors: errors.map(errorInWords), config: context.config };
}

test('entries are those that the check has accepted, with the values that it has read', async () => {
  const { stored } = await load('authors', sources());
  expect([...stored]).toEqual([
    [
      'ann-doe',
      {
        id: 'ann-doe',
        data: {
          name: 'Ann Doe',
          surname: 'Doe',
          standfirst: 'A writer.',
          about: 'Nothing is known of her.',
        },
        filePath: 'content/authors/ann-doe.yaml',
        digest: expect.any(String),
      },
    ],
  ]);
});

test('an essay that is not shown leaves nothing in the store, and a file that is gone neither', async () => {
  const { stored } = await load('essays', sources());
  expect([...stored.keys()].toSorted()).toEqual(['first', 'second']);
  const draft = sources(first, 'kind: retelling', 'kind: retelling\ndraft: true');
  const { config } = await load('essays', draft, stored);
  expect([...stored.keys()]).toEqual(['second']);
  expect(await shownEssays(config, isShown)).toEqual(['second']);
});

test('a text is compiled again only when it, or what compiles it, has changed', async () => {
  const { stored } = await load('essays', sources());
  expect((await load('essays', sources(), stored)).made).toEqual([]);
  const changed = edited(sources(), first, 'A second paragraph.', 'Another paragraph.');
  expect((await load('essays', changed, stored)).made).toEqual(['first']);
  expect((await load('essays', changed, stored, [() => () => undefined])).made).toHaveLength(2);
  await writeFile(join(root, 'astro.config.mjs'), 'export default {};');
  expect((await load('essays', changed, stored)).made).toHaveLength(2);
});

test('what was kept and is not as it was made is made anew', async () => {
  for (const name of ['essays', 'authors'] as const) {
    const { stored } = await load(name, sources());
    const [id = '', entry] = [...stored][0] ?? [];
    if (!entry) throw new Error('Nothing is stored.');
    const damaged = JSON.parse(
      JSON.stringify(entry).replace(/(first paragraph|A writer)/, 'Zanzibar'),
    );
    expect(damaged).not.toEqual(entry);
    await load(name, sources(), stored.set(id, damaged));
    expect(stored.get(id), name).toEqual(entry);
  }
});

test('a text at which a plugin stops is an error, and the others are loaded', async () => {
  const stops = () => (_: unknown, file: { fail: (reason: string) => void }) => {
    if (String(file).includes('first paragraph')) file.fail('No first paragraphs.');
  };
  const { stored, errors } = await load('essays', sources(), new Map(), [stops]);
  expect([...stored.keys()]).toEqual(['second']);
  expect(errors).toEqual([
    `${first}:11: the text cannot be compiled (No first paragraphs). Change what stands there, or the plugin in astro.config.mjs that stops at it.`,
  ]);
});
