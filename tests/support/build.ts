import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

/** A built site: where its files lie, and the address for which it was built. */
export interface BuiltSite {
  name: string;
  dir: string;
  origin: string;
  /** '/' or '/…/'. */
  base: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    sites: BuiltSite[];
  }
}

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

/** A copy of this project in a temporary folder, for tests that change its content. */
export async function aProject(): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), 'project-'));
  const parts = [
    '.env',
    'src',
    'content',
    'public',
    'astro.config.mjs',
    'package.json',
    'tsconfig.json',
  ];
  for (const path of parts) await cp(path, join(project, path), { recursive: true });
  // Its own folder of packages: Astro keeps what it has read in there, and builds may run side by side.
  await mkdir(join(project, 'node_modules'));
  for (const name of await readdir('node_modules')) {
    if (name === '.astro' || name === '.vite') continue;
    await symlink(join(process.cwd(), 'node_modules', name), join(project, 'node_modules', name));
  }
  return project;
}

/** Builds the site once at the root of a host and once under a base path, for all tests of the built site. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  const origin = 'https://example.org';
  const sites = [
    { name: 'at the root', dir: join(folder, 'root'), origin, base: '/' },
    // A base path with the name of a folder of the site: a link without the base cannot pass by chance.
    { name: 'under a base path', dir: join(folder, 'based'), origin, base: '/essays/' },
  ];
  for (const { dir, base } of sites) {
    await build(process.cwd(), dir, { SITE_URL: origin + base });
  }
  project.provide('sites', sites);
  return () => rm(folder, { recursive: true });
}
