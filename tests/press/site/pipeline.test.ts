import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { aProject, build } from '../../support/build.ts';
import { unzip } from '../../support/editions.ts';

const slug = 'the-pencil';

/** A copy of the project with a plugin more, at the end of the list in its configuration. */
async function aProjectWith(plugin: string): Promise<string> {
  const project = await aProject();
  onTestFinished(() => rm(project, { recursive: true }));
  const path = join(project, 'astro.config.mjs');
  const config = await readFile(path, 'utf8');
  const from = 'rehypePlugins: [...text.rehypePlugins]';
  expect(config).toContain(from);
  await writeFile(path, config.replace(from, 'rehypePlugins: [...text.rehypePlugins, added]'));
  await appendFile(path, `\nfunction added() {\n  ${plugin}\n}\n`);
  return project;
}

/** What the build of a project prints as it fails. */
const failure = (project: string): Promise<string> =>
  build(project, join(project, 'dist')).then(
    () => 'none',
    ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
  );

test('a plugin that is added where Astro says works on every text, in every edition', async () => {
  const project = await aProjectWith(`return (tree) => {
    const mark = (node) => {
      if (node.value) node.value = node.value.replace(/a drawer front|marmalade/g, 'MARKED $&');
      node.children?.forEach(mark);
    };
    mark(tree);
  };`);
  const dist = join(project, 'dist');
  await build(project, dist);
  const read = (path: string) => readFile(join(dist, path), 'utf8');
  const book = await unzip(
    await readFile(join(dist, 'series/hand-and-machine/hand-and-machine.epub')),
  );
  expect(await read(`essays/${slug}/index.html`)).toContain('MARKED a drawer front');
  expect(await read('atom.xml')).toContain('MARKED a drawer front');
  expect(await read('series/hand-and-machine/complete/index.html')).toContain(
    'MARKED a drawer front',
  );
  expect([...book.values()].join('')).toContain('MARKED a drawer front');
  // A comment, which stands in a YAML file.
  expect(await read(`essays/${slug}/index.html`)).toContain('MARKED marmalade');
});

test('texts that cannot be compiled are errors of the content, all of them', async () => {
  const project = await aProjectWith(`return (tree, file) => {
    if (/the-pencil|two-hands/.test(file.path)) file.fail('No such word.', { line: 3, column: 1 });
  };`);
  const printed = await failure(project);
  expect(printed).toContain('The content has 2 errors:');
  for (const name of [slug, 'two-hands']) {
    const path = `content/essays/${name}.mdx`;
    const lines = (await readFile(join(project, path), 'utf8')).split('\n');
    const line = lines.lastIndexOf('---') + 4; // The third line of the body.
    expect(printed).toContain(
      `${path}:${line}: the text cannot be compiled (No such word). Change what stands there, or the plugin in astro.config.mjs that stops at it.`,
    );
  }
  expect(printed).not.toMatch(/^\s+at /m);
});

test('drawings that have no size, which Astro cannot read, are errors of the content', async () => {
  const project = await aProject();
  onTestFinished(() => rm(project, { recursive: true }));
  const essay = join(project, `content/essays/${slug}.mdx`);
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>';
  await writeFile(join(project, 'content/essays/a.svg'), drawing);
  await writeFile(join(project, 'public/b.svg'), drawing);
  await appendFile(essay, '\n![A picture](./a.svg)\n\n![Another](/b.svg)\n');
  const printed = await failure(project);
  expect(printed).toContain('The content has 2 errors:');
  for (const address of ['./a.svg', '/b.svg']) {
    expect(printed).toContain(`the image "${address}" does not say how large it is, or is damaged`);
  }
  expect(printed).not.toMatch(/^\s+at /m);
});
