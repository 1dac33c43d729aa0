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
  const built = (name: string, from: string, base = '/') => ({
    ...{ name, origin, base },
    dir: join(folder, name.replaceAll(/[^a-z]+/g, '-')),
    content: join(from, 'content'),
  });
  const sites = {
    everything: built('everything', projects.everything),
    // A base path with the name of a folder of the site: a link without the base cannot pass by chance.
    underBase: built('everything under a base path', projects.everything, '/essays/'),
    french: built('somebody else’s', projects.french),
    ours: built('ours', projects.ours),
    withOneMore: built('ours with an essay more', projects.withOneMore),
  };
  // Two at a time, and never two of one project.
  const lanes = [
    [sites.everything, sites.underBase],
    [sites.ours, sites.withOneMore, sites.french],
  ];
  await Promise.all(
    lanes.map(async (lane) => {
      for (const { dir, base, content } of lane) {
        const environment = { SITE_URL: origin + base, COMMENTS_URL: '' };
        await build(join(content, '..'), dir, environment);
      }
    }),
  );
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
