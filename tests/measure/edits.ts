// npm run test:edits: edits a publication sixty times, or as often as it is told, builds it after each, and compares every
// byte with a build from nothing. `-- 20 7` edits it twenty times, as the seed 7 has it. Some builds are killed on the
// way, or what they kept is damaged: the next is to be right all the same.

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { aProject, build } from '../support/build.ts';
import { chance, editByChance } from '../support/edits.ts';
import { differences } from '../support/same.ts';

const [times = 60, seed = 1] = process.argv.slice(2).map(Number);
const random = chance(seed);
const project = await aProject();
const kept = join(project, 'node_modules/.astro');
let wrong = 0;

await build(project, join(project, 'dist'));
for (let time = 1; time <= times; time++) {
  const what = await editByChance(project, random);
  const ill = random();
  const also = ill < 0.2 ? await killed() : ill < 0.4 ? damaged() : '';
  await build(project, join(project, 'dist'));
  const [again, fresh] = ['dist', 'fresh'].map((name) => join(project, name));
  const aside = join(project, 'node_modules/kept');
  await rename(kept, aside);
  await build(project, fresh ?? '');
  await rm(kept, { recursive: true });
  await rename(aside, kept);
  const different = await differences(again ?? '', fresh ?? '');
  if (different.length > 0) wrong += 1;
  console.log(
    `${String(time).padStart(3)} ${what}${also}: ${different.length === 0 ? 'the same' : `DIFFERENT: ${different.slice(0, 5).join(' ')}`}`,
  );
}
await rm(project, { recursive: true });
console.log(`${times} edits with the seed ${seed}: ${wrong} wrong.`);
process.exitCode = wrong === 0 ? 0 : 1;

/** Kills a build at some moment. */
async function killed(): Promise<string> {
  const astro = join(process.cwd(), 'node_modules/astro/bin/astro.mjs');
  const { NODE_ENV, ...env } = process.env;
  const child = spawn(process.execPath, [astro, 'build'], { cwd: project, env, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const after = Math.round(300 + random() * 2500);
  await Promise.race([ended, setTimeout(after)]);
  child.kill('SIGKILL');
  await ended;
  return `, after a build that was killed at ${after} ms`;
}

/** Cuts, empties or turns a bit of something that is kept. */
function damaged(): string {
  const files = readdirSync(kept, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.lock'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const file = files[Math.floor(random() * files.length)];
  if (file === undefined) return '';
  const bytes = readFileSync(file);
  const how = random();
  if (how < 0.3) truncateSync(file);
  else if (how < 0.6) truncateSync(file, Math.floor(bytes.length / 2));
  else {
    const at = Math.floor(random() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  }
  return `, after a damage to ${file.slice(kept.length + 1)}`;
}
