import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { aProject, build, everything, french, ours } from './build.ts';

/** A built site: where its files lie, and the address for which it was built. */
export interface BuiltSite {
  name: string;
  dir: string;
  origin: string;
  /** '/' or '/…/'. */
  base: string;
}

/** A built site, with the folder of the content that it was built from. */
export interface BuiltPublication extends BuiltSite {
  content: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    sites: {
      /** The fixture that has one of everything, at the root of a host and under a base path. */
      everything: BuiltPublication;
      underBase: BuiltPublication;
      /** The fixture that is somebody else's. */
      french: BuiltPublication;
      /** The publication of this project as it is, and with one essay more. */
      ours: BuiltPublication;
      withOneMore: BuiltPublication;
    };
  }
}

const origin = 'https://example.org';

/** Builds the sites that tests look at, once for all of them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'sites-'));
  const projects = {
    everything: await aProject(everything),
    french: await aProject(french),
    // Where it is: editors read what the build makes beside it.
    ours: process.cwd(),
    withOneMore: await withOneMore(),
  };
  const built = (name: string, publication: string, base = '/') => ({
    ...{ name, origin, base },
    dir: join(folder, name.replaceAll(/[^a-z]+/g, '-')),
    content: join(publication, 'content'),
  });
  const sites = {
    everything: built('everything', everything),
    // A base path with the name of a folder of the site: a link without the base cannot pass by chance.
    underBase: built('everything under a base path', everything, '/essays/'),
    french: built('somebody else’s', french),
    ours: built('ours', ours),
    withOneMore: built('ours with an essay more', projects.withOneMore),
  };
  const buildIn = (from: string, { dir, base }: BuiltSite) =>
    build(from, dir, { SITE_URL: origin + base, COMMENTS_URL: '' });
  // Two at a time, and never two in one project.
  await Promise.all([
    buildIn(projects.everything, sites.everything).then(() =>
      buildIn(projects.everything, sites.underBase),
    ),
    buildIn(projects.ours, sites.ours)
      .then(() => buildIn(projects.withOneMore, sites.withOneMore))
      .then(() => buildIn(projects.french, sites.french)),
  ]);
  project.provide('sites', sites);
  return async () => {
    for (const path of [folder, projects.everything, projects.french, projects.withOneMore]) {
      await rm(path, { recursive: true });
    }
  };
}

/** A copy of this project with an essay that `npm run new` began, by an author who is there, and somebody finished. */
async function withOneMore(): Promise<string> {
  const project = await aProject(ours);
  const [author] = await readdir(join(project, 'content/authors')).catch(() => []);
  const by = author === undefined ? [] : ['--author', author.replace('.yaml', '')];
  const command = [join(process.cwd(), 'src/commands/new.ts'), 'essay', 'An addition', ...by];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: project });
  const file = join(project, /content\/essays\/\S+\.mdx/.exec(stdout)?.[0] ?? '');
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text
      .replace(/^draft: true\n/m, '')
      .replace('To be written.', 'It was begun by a command and finished by a hand.')
      .replace('To be written.', 'Here it is.\n\n## Its one section\n\nAnd here it ends.'),
  );
  return project;
}
