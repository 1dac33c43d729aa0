import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The publication that has one of everything; everything here that needs some content takes it. */
export const everything = 'tests/fixtures/everything';

/** Somebody else's: French, essays of its own, no series, no discussion. */
export const french = 'tests/fixtures/french';

/** The publication of this project. */
export const ours = '.';

/**
 * Builds a project as `npm run build` does, within another command where one is given, and gives what the build
 * printed. Rejects with that where it fails.
 */
export async function build(
  project: string,
  outDir: string,
  environment: Record<string, string> = {},
  within: string[] = [],
): Promise<string> {
  const astro = join(process.cwd(), 'node_modules/astro/bin/astro.mjs');
  // What Vitest sets in its own processes (NODE_ENV=test, DEV=1) would make it a build for testing.
  const { NODE_ENV, DEV, PROD, MODE, BASE_URL, ...env } = process.env;
  const command = [
    process.execPath,
    '--env-file-if-exists=.env',
    astro,
    'build',
    '--outDir',
    outDir,
  ];
  const [file = '', ...args] = [...within, ...command];
  const { stdout, stderr } = await promisify(execFile)(file, args, {
    cwd: project,
    env: { ...env, ...environment },
    maxBuffer: Infinity,
  });
  return stdout + stderr;
}

/**
 * A copy of this project in a temporary folder.
 *
 * @param publication The folder whose `content` and `public` it has.
 */
export async function aProject(publication = everything): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), 'project-'));
  for (const path of ['.env', 'src', 'astro.config.mjs', 'package.json', 'tsconfig.json']) {
    await cp(path, join(project, path), { recursive: true });
  }
  for (const path of ['content', 'public']) {
    await cp(join(publication, path), join(project, path), { recursive: true });
  }
  // Its own folder of packages: Astro keeps what it has read in there, and builds may run side by side.
  await mkdir(join(project, 'node_modules'));
  for (const name of await readdir('node_modules')) {
    if (name === '.astro' || name === '.vite') continue;
    await symlink(join(process.cwd(), 'node_modules', name), join(project, 'node_modules', name));
  }
  return project;
}
