import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { aProject, build } from '../support/build.ts';
import { filesOf } from '../support/pages.ts';

const slug = 'its-not-about-you';

// Each in a file that everything before was built from: the text and the title of an essay, a component, an option.
const changes: [file: string, from: string, to: string][] = [
  [`content/essays/${slug}.mdx`, 'title: … It’s Not About You', 'title: … It’s About Who'],
  [`content/essays/${slug}.mdx`, 'flea and the dog', 'dog and the flea'],
  ['src/components/mdx/Aside.astro', 'aria-label="Aside"', 'aria-label="By the way"'],
  ['src/library/markdown.ts', "label: 'Notes'", "label: 'Remarks'"],
];

test('a build after another shows every change, and is what a build from nothing is', async () => {
  const project = await aProject();
  onTestFinished(() => rm(project, { recursive: true }));
  const built = (name: string) => ({ name, dir: join(project, name), origin: '', base: '/' });
  const [first, again, fresh] = [built('first'), built('again'), built('fresh')];

  await build(project, first.dir);
  for (const [file, from, to] of changes) {
    const text = await readFile(join(project, file), 'utf8');
    expect(text, file).toContain(from);
    await writeFile(join(project, file), text.replace(from, to));
  }
  await build(project, again.dir);
  await rm(join(project, 'node_modules/.astro'), { recursive: true });
  await build(project, fresh.dir);

  const page = await readFile(join(again.dir, `essays/${slug}/index.html`), 'utf8');
  for (const [, , to] of changes) expect(page).toContain(to.replace(/^(title|label): '?|'$/g, ''));
  const card = `cards/essays/${slug}.png`;
  const cards = [first, again].map(({ dir }) => readFile(join(dir, card)));
  const [before, after] = await Promise.all(cards);
  expect(before && after && before.equals(after), card).toBe(false);

  expect(filesOf(again).toSorted()).toEqual(filesOf(fresh).toSorted());
  for (const file of filesOf(fresh)) {
    const [one, two] = await Promise.all(
      [again, fresh].map(({ dir }) => readFile(join(dir, file))),
    );
    expect(one && two && one.equals(two), file).toBe(true);
  }
});
