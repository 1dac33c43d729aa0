import { existsSync, globSync } from 'node:fs';
import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProject, build } from '../../support/build.ts';
import { chance, editByChance } from '../../support/edits.ts';
import { differences } from '../../support/same.ts';

// A publication whose essay, series and author get other names, built again by what the build before kept.

let project: string;
let idsBefore: string[];
let counted: string | undefined;
const file = (path: string) => readFile(join(project, 'dist', path), 'utf8');
const idsIn = (feed: string) => [...feed.matchAll(/<id>([^<]*)<\/id>/g)].map(([, id = '']) => id);
const SITE_URL = 'https://example.org/base/';
const buildAgain = () => build(project, join(project, 'dist'), { SITE_URL });
const booksAndFeeds = (said: string) => /\d+ books?, \d+ feeds?/.exec(said)?.[0];

type Rename = readonly [folder: string, ending: string, from: string, to: string];

/** Gives files other names, here and wherever they are named. */
async function renameAll(renames: readonly Rename[]) {
  const content = join(project, 'content');
  for (const [folder, ending, from, to] of renames) {
    await rename(
      join(content, folder, `${from}.${ending}`),
      join(content, folder, `${to}.${ending}`),
    );
  }
  for (const path of globSync('**/*.{mdx,yaml}', { cwd: content })) {
    const text = await readFile(join(content, path), 'utf8');
    const renamed = renames.reduce(
      (all, [, , from, to]) => all.replace(new RegExp(`\\b${from}\\b(?!\\.png)`, 'g'), to),
      text,
    );
    await writeFile(join(content, path), renamed);
  }
}

/** What a build after others makes otherwise than a build from nothing. */
async function differencesFromNothing(): Promise<string[]> {
  const [kept, aside] = ['node_modules/.astro', 'node_modules/aside'].map((name) =>
    join(project, name),
  );
  if (kept === undefined || aside === undefined) throw new Error('There is no project.');
  await rename(kept, aside);
  await build(project, join(project, 'fresh'), { SITE_URL });
  await rm(kept, { recursive: true });
  await rename(aside, kept);
  return differences(join(project, 'dist'), join(project, 'fresh'));
}

beforeAll(async () => {
  project = await aProject();
  counted = booksAndFeeds(await buildAgain());
}, 120_000);
afterAll(() => rm(project, { recursive: true }));

// Nothing in the files themselves is new, and nothing else that the pages show of them.
test.each<Rename>([
  ['essays', 'mdx', 'specimen', 'a-sample'],
  ['series', 'yaml', 'letters-to-a-carpenter', 'letters-to-a-joiner'],
  ['authors', 'yaml', 'tomas-orr', 'tom-orr'],
])('a build after another name in %s is what a build from nothing is', async (...one) => {
  await renameAll([one]);
  await buildAgain();
  expect(await differencesFromNothing()).toEqual([]);
});

test('a build after new names that keep the old ones is what a build from nothing is', async () => {
  idsBefore = idsIn(await file('atom.xml'));
  const renames: Rename[] = [
    ['essays', 'mdx', 'the-pencil', 'the-quill'],
    ['discussions', 'yaml', 'the-pencil', 'the-quill'],
    ['series', 'yaml', 'hand-and-machine', 'by-hand'],
    ['authors', 'yaml', 'mara-lind', 'mara-orr'],
  ];
  await renameAll(renames);
  for (const [folder, ending, from, to] of renames.filter(([name]) => name !== 'discussions')) {
    const path = join(project, 'content', folder, `${to}.${ending}`);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(/^(---\n)?/, `$1formerly: [${from}]\n`));
  }
  await appendFile(
    join(project, 'content/site.yaml'),
    'redirects:\n  - from: /old/page.html\n    to: /about/#editions\n',
  );
  // What is there under an old name too is no other book.
  expect(booksAndFeeds(await buildAgain())).toBe(counted);
  expect(await differencesFromNothing()).toEqual([]);
});

test('at each old address stands a page that leads to the new one, and names it to search engines', async () => {
  for (const [from, to] of [
    ['essays/the-pencil/index.html', '/base/essays/the-quill/'],
    ['series/hand-and-machine/index.html', '/base/series/by-hand/'],
    ['series/hand-and-machine/complete/index.html', '/base/series/by-hand/complete/'],
    ['authors/mara-lind/index.html', '/base/authors/mara-orr/'],
    ['old/page.html', '/base/about/#editions'],
  ] as const) {
    const page = await file(from);
    expect(page).toContain(`<meta http-equiv="refresh" content="0; url=${to}">`);
    const canonical = `https://example.org${to.replace(/#.*/, '')}`;
    expect(page).toContain(`<link rel="canonical" href="${canonical}">`);
    expect(page).toContain("default-src 'none'");
    expect(existsSync(join(project, 'dist', to.replace(/^\/base|#.*$/g, ''), 'index.html'))).toBe(
      true,
    );
  }
});

test('hosts that redirect are told of pages, feeds and books', async () => {
  const told = await file('_redirects');
  for (const line of [
    '/base/essays/the-pencil/ /base/essays/the-quill/ 301\n',
    '/base/series/hand-and-machine/atom.xml /base/series/by-hand/atom.xml 301\n',
    '/base/series/hand-and-machine/hand-and-machine.epub /base/series/by-hand/by-hand.epub 301\n',
    '/base/authors/mara-lind/feed.json /base/authors/mara-orr/feed.json 301\n',
    '/base/old/page.html /base/about/#editions 301\n',
  ]) {
    expect(told).toContain(line);
  }
  // Without an engine there are no feeds of comments.
  expect(told).not.toContain('comments.xml');
});

test('feed readers find every feed at its old address, and know it and its essays by their ids', async () => {
  for (const folder of ['series/hand-and-machine', 'authors/mara-lind']) {
    const [, id] = /\/(.*)/.exec(folder) ?? [];
    const feed = await file(`${folder}/atom.xml`);
    expect(idsIn(feed)[0]).toMatch(new RegExp(`:/${folder.replace(/\/.*/, '')}/${id}/$`));
  }
  expect(idsIn(await file('atom.xml'))).toEqual(idsBefore);
});

test('edits by chance, renamed files among them, give the bytes of a build from nothing', async () => {
  const random = chance(7);
  const edits = [];
  for (let time = 0; time < 4; time++) edits.push(await editByChance(project, random));
  await buildAgain();
  expect(await differencesFromNothing(), `${edits}`).toEqual([]);
});

test('a redirect that begins where a file lies stops the build in a sentence', async () => {
  const site = join(project, 'content/site.yaml');
  const text = await readFile(site, 'utf8');
  await writeFile(site, text.replace('/old/page.html', '/atom.xml'));
  const { stderr } = await buildAgain().then(
    () => ({ stderr: '' }),
    (error: { stderr: string }) => error,
  );
  await writeFile(site, text);
  expect(stderr.trim()).toBe(
    '/atom.xml is where a redirect begins (“formerly” and “redirects” in content/), and the site has a page or a file there: take one of the two out.',
  );
});
