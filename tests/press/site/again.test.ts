import { readFileSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { aProject, build, french } from '../../support/build.ts';
import { writeLargeContent } from '../../support/large-content.ts';
import { filesOf } from '../../support/pages.ts';
import type { BuiltSite } from '../../support/sites.ts';

const slug = 'the-pencil';

// Each in a file that everything before was built from: the text and the title of an essay, a component, an option, the
// style of the book, and what draws cards.
const changes: [file: string, from: string, to: string][] = [
  [`content/essays/${slug}.mdx`, 'title: The pencil, or', 'title: The pen, or'],
  [`content/essays/${slug}.mdx`, 'a drawer front in her lap', 'a lap under her drawer front'],
  ['src/components/mdx/Aside.astro', 'class="aside"', 'class="aside by-the-way"'],
  ['src/words/en.ts', "notes: 'Notes'", "notes: 'Remarks'"],
  ['src/editions/book/book.css', 'line-height: 1.5', 'line-height: 1.4'],
  ['src/editions/drawing/social-card.ts', 'const margin = 80', 'const margin = 90'],
];

test('a build after another shows every change, and is what a build from nothing is', async () => {
  const project = await aProject();
  onTestFinished(() => rm(project, { recursive: true }));
  const built = (name: string) => ({ name, dir: join(project, name), origin: '', base: '/' });
  const [first, again, fresh] = [built('first'), built('again'), built('fresh')];

  await buildAs(project, first);
  for (const [file, from, to] of changes) {
    const text = await readFile(join(project, file), 'utf8');
    expect(text, file).toContain(from);
    await writeFile(join(project, file), text.replace(from, to));
  }
  await buildAs(project, again);
  await rm(join(project, 'node_modules/.astro'), { recursive: true });
  await buildAs(project, fresh);

  const page = await readFile(join(again.dir, `essays/${slug}/index.html`), 'utf8');
  for (const [file, , to] of changes) {
    if (file.startsWith('src/editions/')) continue;
    expect(page, file).toContain(to.replace(/^(title|notes): '?|'$/g, ''));
  }
  const card = `cards/essays/${slug}.png`;
  const cards = [first, again].map(({ dir }) => readFile(join(dir, card)));
  const [before, after] = await Promise.all(cards);
  expect(before && after && before.equals(after), card).toBe(false);

  await expectSame(again, fresh);
});

// Astro knows of the modules that it bundles: what finishes pages, and what threads draw, is not among them.
test('cards and pages are made again where what draws or finishes them has changed', async () => {
  const project = await aProject(french);
  onTestFinished(() => rm(project, { recursive: true }));
  const built = (name: string) => ({ name, dir: join(project, name), origin: '', base: '/' });
  const [first, again, fresh] = [built('first'), built('again'), built('fresh')];
  await buildAs(project, first);
  for (const [file, from, to] of [
    ['src/editions/drawing/canvas.ts', 'const shades = 63', 'const shades = 31'],
    ['src/output/content-security-policy.ts', "base-uri 'none'", "base-uri 'self'"],
  ] as const) {
    const text = await readFile(join(project, file), 'utf8');
    expect(text, file).toContain(from);
    await writeFile(join(project, file), text.replace(from, to));
  }
  await buildAs(project, again);
  for (const file of ['index.html', 'cards/home.png']) {
    const [before, after] = [first, again].map(({ dir }) => readFileSync(join(dir, file)));
    expect(before && after && before.equals(after), file).toBe(false);
  }
  await rm(join(project, 'node_modules/.astro'), { recursive: true });
  await buildAs(project, fresh);
  await expectSame(again, fresh);
});

/** Builds a project, always in one place, as people do: elsewhere Astro makes most pages anew. */
async function buildAs(project: string, { dir }: BuiltSite) {
  await build(project, join(project, 'dist'));
  await rename(join(project, 'dist'), dir);
}

/** Every file of the one site is in the other, and no others, each with the same bytes. */
async function expectSame(one: BuiltSite, other: BuiltSite) {
  expect(filesOf(one).toSorted()).toEqual(filesOf(other).toSorted());
  for (const file of filesOf(other)) {
    const [bytes, others] = await Promise.all(
      [one, other].map(({ dir }) => readFile(join(dir, file))),
    );
    expect(bytes && others && bytes.equals(others), file).toBe(true);
  }
}

// One of each kind, in series of ten essays, each in a series of its own: what is found stale was missed by its own
// change, and not saved by another.
const contentChanges: [file: string, from: RegExp, to: string][] = [
  ['essays/essay-5.mdx', /^title: .*$/m, 'title: Under another title'],
  ['essays/essay-15.mdx', /## The second part/, 'One more paragraph.\n\n## The second part'],
  ['essays/essay-25.mdx', /^position: .*$/m, 'position: 0.95'],
  ['essays/essay-35.mdx', /^ {4}how: .*$/m, '    how: It takes the other side.'],
  ['essays/essay-45.mdx', /^authors:\n.*$/m, 'authors: []'],
  ['series/series-5.yaml', / {2}- essay-59\n/, ''],
  ['essays/essay-59.mdx', /^position: .*\n/m, ''],
  ['authors/author-16.yaml', /^name: .*$/m, 'name: Ann Another'],
  ['series/series-7.yaml', /^title: .*$/m, 'title: Another volume'],
  ['essays/essay-109.mdx', /^kind: /m, 'draft: true\nkind: '],
  ['discussions/essay-85.yaml', /^place: .*$/m, 'place: under the essay on another blog'],
  ['essays/essay-95.mdx', /^published: .*$/m, 'published: 2010-01-01'],
  // Of no series, as the one with which it has a topic in common.
  ['essays/alone-too.mdx', /^topics: .*$/m, 'topics: [Nails]'],
];

test('one change of each kind reaches every page that shows it, and leaves most pages as they are', async () => {
  const project = await aProject();
  onTestFinished(() => rm(project, { recursive: true }));
  const built = (name: string) => ({ name, dir: join(project, name), origin: '', base: '/' });
  const [again, fresh] = [built('dist'), built('fresh')];
  await writeLargeContent(project, 110);
  // An essay of no series, with a picture in each of the two places.
  const picture = async (path: string, background: string) =>
    writeFile(
      join(project, path),
      await sharp({ create: { width: 9, height: 9, channels: 3, background } })
        .png()
        .toBuffer(),
    );
  const essay = await readFile(join(project, 'content/essays/essay-5.mdx'), 'utf8');
  const alone = essay
    .replace(/^(position|answers):.*\n( .*\n)*/gm, '')
    .replace(/ So said .*$/m, '')
    .replace(/^kind: .*$/m, '$&\ntopics: [Wood]');
  await writeFile(
    join(project, 'content/essays/alone.mdx'),
    `${alone}\n![One](./one.png)\n\n![Two](/two.png)\n`,
  );
  await writeFile(
    join(project, 'content/essays/alone-too.mdx'),
    alone.replace(/^title: .*$/m, 'title: Alone too').replace('[Wood]', '[Wood, Nails]'),
  );
  await picture('content/essays/one.png', 'red');
  await picture('public/two.png', 'red');

  const apply = async ([file, from, to]: (typeof contentChanges)[number]) => {
    const path = join(project, 'content', file);
    const text = await readFile(path, 'utf8');
    expect(text, file).toMatch(from);
    await writeFile(path, text.replace(from, to));
  };
  const [one, ...others] = contentChanges;

  await build(project, again.dir);
  if (one) await apply(one);
  // As another shell starts it.
  const printed = await build(project, again.dir, { _: '/bin/another' });
  const counts = /Rendered (\d+) files, (\d+) of them as the build before made them/.exec(printed);
  const [all = 0, kept = 0] = (counts ?? []).slice(1).map(Number);
  console.log(`After one change ${all - kept} files were made again, and ${kept} were not`);
  expect(kept).toBeGreaterThan(3 * (all - kept));

  for (const change of others) await apply(change);
  await picture('content/essays/one.png', 'blue');
  await picture('public/two.png', 'blue');
  await build(project, again.dir);
  await rm(join(project, 'node_modules/.astro'), { recursive: true });
  await build(project, fresh.dir);
  await expectSame(again, fresh);
});
