// npm run test:edits:dev: edits a publication twelve times, or as often as it is told, while npm run dev shows it, and
// compares every page with what a server shows that is started afresh. `-- 20 7` edits it twenty times, as the seed 7 has it.

import { cp, rm } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { JSDOM, VirtualConsole } from 'jsdom';
import { aProject } from '../support/build.ts';
import { chance, editByChance } from '../support/edits.ts';
import { freePort, started } from './hosts/process.ts';

const [times = 12, seed = 1] = process.argv.slice(2).map(Number);
const random = chance(seed);
const project = await aProject();
const [shown, stop] = await served(project);
let wrong = 0;

for (let time = 1; time <= times; time++) {
  const what = await editByChance(project, random);
  const copy = await aProject();
  for (const folder of ['content', 'public']) {
    await rm(join(copy, folder), { recursive: true });
    await cp(join(project, folder), join(copy, folder), { recursive: true });
  }
  const [fresh, stopFresh] = await served(copy);
  const different = await eventually(() => differences(shown, fresh));
  await stopFresh();
  if (different.length > 0) wrong += 1;
  console.log(
    `${String(time).padStart(3)} ${what}: ${different.length === 0 ? 'the same' : `DIFFERENT: ${different.join(' ')}`}`,
  );
}
await stop();
console.log(`${times} edits with the seed ${seed}: ${wrong} wrong.`);
process.exitCode = wrong === 0 ? 0 : 1;

/** A server of a project while it is written, and what stops it and removes the project. */
async function served(cwd: string) {
  const port = await freePort();
  const address = `http://localhost:${port}/`;
  const args = ['--env-file-if-exists=.env', 'src/commands/serve.ts', 'dev', '--port', `${port}`];
  return [address, await started(process.execPath, args, address, { cwd })] as const;
}

/** What differs, once it does not any more, or in the end. */
async function eventually(ask: () => Promise<string[]>): Promise<string[]> {
  for (let tries = 0; tries < 8; tries++) {
    if ((await ask()).length === 0) return [];
    await setTimeout(500);
  }
  return ask();
}

async function differences(one: string, other: string): Promise<string[]> {
  const named = (folder: string, route: (name: string) => string) =>
    globSync('*.{mdx,yaml}', { cwd: join(project, 'content', folder) })
      .map((name) => route(name.replace(/\.\w+$/, '')))
      .toSorted();
  const paths = [
    ...['', 'essays/', 'authors/', 'series/', 'atom.xml'],
    ...named('essays', (slug) => `essays/${slug}/`),
    ...named('series', (id) => `series/${id}/`),
    ...named('authors', (id) => `authors/${id}/`),
  ];
  const found: string[] = [];
  for (const path of paths) {
    const [here = '', there = ''] = await Promise.all(
      [one, other].map((address) => shownAt(address, path)),
    );
    if (here !== there) found.push(`/${path}`);
  }
  return found;
}

/** What a reader sees at an address, and where its links lead. */
async function shownAt(address: string, path: string): Promise<string> {
  const response = await fetch(address + path);
  // Pictures are shown from where they lie.
  const text = (await response.text()).replaceAll(address, '/').replace(/project-\w{6}/g, '');
  if (path.endsWith('.xml')) return text;
  const { document } = new JSDOM(text, { virtualConsole: new VirtualConsole() }).window;
  const main = document.querySelector('main');
  const links = [...(main?.querySelectorAll('a[href]') ?? [])].map((link) =>
    link.getAttribute('href'),
  );
  return `${response.status} ${main?.textContent ?? text} ${links.join(' ')}`;
}
