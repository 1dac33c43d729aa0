import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeLock } from '../../../src/output/lock.ts';
import { aProject, build } from '../../support/build.ts';
import { filesOf } from '../../support/pages.ts';

const essay = 'content/essays/the-pencil.mdx';
const [before, after] = ['a drawer front in her lap', 'a zanzibar in her lap'];

async function aProjectFor(): Promise<string> {
  const project = await aProject();
  onTestFinished(() => rm(project, { recursive: true }));
  return project;
}

async function replace(project: string, file: string, from: string, to: string) {
  const text = await readFile(join(project, file), 'utf8');
  expect(text, file).toContain(from);
  await writeFile(join(project, file), text.replaceAll(from, to));
}

/** Every file of a built site, with its bytes. */
async function bytesOf(project: string): Promise<Record<string, string>> {
  const dir = join(project, 'dist');
  const files = filesOf({ name: '', dir, origin: '', base: '/' }).toSorted();
  const entries = files.map(async (file) => [file, await readFile(join(dir, file), 'latin1')]);
  return Object.fromEntries(await Promise.all(entries));
}

/** Builds a project, and kills the build as soon as something holds. */
async function killWhen(project: string, holds: (said: string) => boolean): Promise<void> {
  const astro = join(process.cwd(), 'node_modules/astro/bin/astro.mjs');
  const { NODE_ENV, DEV, PROD, MODE, BASE_URL, ...env } = process.env;
  const child = spawn(process.execPath, [astro, 'build', '--outDir', join(project, 'dist')], {
    cwd: project,
    env,
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk));
  const looking = setInterval(() => holds(said) && child.kill('SIGKILL'), 2);
  const signal = await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
  clearInterval(looking);
  expect(signal, said).toBe('SIGKILL');
}

/** What a build that fails says on its error output. */
const errorOf = (project: string) =>
  build(project, join(project, 'dist')).then(
    () => 'It went through.',
    ({ stderr }: { stderr: string }) => stderr.trim(),
  );

const nextToOthers = 300_000; // Six builds, beside everything else that a busy machine does.

test(
  'a build that fails or is killed leaves the last site, and nothing of itself in the next',
  async () => {
    const project = await aProjectFor();
    await build(project, join(project, 'dist'));
    const good = await bytesOf(project);

    const text = 'src/components/mdx/Aside.astro';
    await replace(project, text, '---\n', '---\nif (true) throw new Error("A component fails");\n');
    expect(await errorOf(project)).toContain('A component fails');
    expect(await bytesOf(project)).toEqual(good);
    await replace(project, text, 'if (true) throw new Error("A component fails");\n', '');

    await replace(project, essay, before, after);
    await build(project, join(project, 'dist'));
    const changed = await bytesOf(project);
    await replace(project, essay, after, before);
    await build(project, join(project, 'dist'));
    expect(await bytesOf(project)).toEqual(good);

    // Once while a page is kept for the next build, and the list of such pages is not yet; once before the very end.
    const kept = join(project, 'node_modules/.astro/dist/essays/the-pencil/index.html');
    const moments = [
      () => existsSync(kept) && readFileSync(kept, 'utf8').includes(after),
      (said: string) => said.includes('Published:'),
    ];
    for (const moment of moments) {
      await replace(project, essay, before, after);
      await killWhen(project, moment);
      // Where the signal comes after the very end, the next site stands there, and whole.
      expect([good, changed]).toContainEqual(await bytesOf(project));
      await replace(project, essay, after, before);
      await build(project, join(project, 'dist'));
      expect(await bytesOf(project)).toEqual(good);
    }
    expect(readdirSync(project).filter((name) => name.includes('dist'))).toEqual(['dist']);
  },
  nextToOthers,
);

test('a second build in one folder says so, and changes nothing', async () => {
  const project = await aProjectFor();
  // Locks are of a process: a child of this one does not hold what this one holds.
  expect(takeLock(join(project, 'node_modules/.astro'), 'build')).toBe(true);
  expect(await errorOf(project)).toBe(
    'Another build runs in this folder: wait until it has ended.',
  );
  expect(existsSync(join(project, 'dist'))).toBe(false);
});

test('a folder of the site that is a link to nothing is said to be one', async () => {
  const project = await aProjectFor();
  await symlink(join(project, 'no-such-folder'), join(project, 'dist'));
  expect(await errorOf(project)).toBe(
    'dist is a link to nothing: make the folder to which it leads, or take the link away.',
  );
});

test('a build in a folder whose name its tools cannot read says so', async () => {
  const folder = await aProjectFor();
  for (const sign of ['"', '#', '?']) {
    const project = folder + sign;
    await rename(folder, project);
    expect(await errorOf(project)).toBe(
      `The path of this folder has ${JSON.stringify(sign)} in it, which the tools of the build cannot read: give the folder another name. It is ${project}/`,
    );
    await rename(project, folder);
  }
});

test('a folder with a percent sign, spaces and letters of any script in its name is one like others', async () => {
  const outer = await aProjectFor();
  await build(outer, join(outer, 'dist'));
  const good = await bytesOf(outer);
  await rm(join(outer, 'dist'), { recursive: true });
  const project = join(outer, 'a%b 100%25 ünï');
  await mkdir(project);
  for (const path of await readdir(outer)) {
    if (path !== basename(project)) await rename(join(outer, path), join(project, path));
  }
  await rm(join(project, 'node_modules/.astro'), { recursive: true });
  await build(project, join(project, 'dist'));
  expect(await bytesOf(project)).toEqual(good);
});

test.each(['dist', '.astro', 'node_modules/.astro'])(
  'a build that cannot write %s says so in a sentence',
  async (path) => {
    const project = await aProjectFor();
    // A file where a folder is needed: nobody can write there, not even root.
    await writeFile(join(project, path), '');
    expect(await errorOf(project)).toMatch(
      new RegExp(
        `^${RegExp.escape(path)} cannot be written \\([A-Z]+\\): let this user write there, and see that nothing else stands in its place\\.$`,
      ),
    );
  },
);
