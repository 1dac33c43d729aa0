import { createHash, hash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// What builds keep for one another is Astro's, Vite's and ours, in files that say nothing of one another: a build that
// ends half-way leaves new ones beside an old list of them. So all of it is sealed at the end of a build, and what is
// not as the last whole build left it is not used.

const sealFile = 'seal';

/** Breaks the seal of a folder of caches for as long as a build writes there. Where it was not whole, empties it. */
export function unseal(folder: string): void {
  const file = join(folder, sealFile);
  const isWhole = read(file) === digestOf(folder);
  rmSync(file, { force: true });
  if (isWhole) return;
  for (const name of namesIn(folder)) rmSync(join(folder, name), { force: true });
}

/** Seals a folder of caches as it is. */
export function seal(folder: string): void {
  writeFileSync(join(folder, sealFile), digestOf(folder));
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // There is none, or it is as good as none.
  }
}

function digestOf(folder: string): string {
  const digest = createHash('sha256');
  for (const name of namesIn(folder)) digest.update(`${name}\n${hashOf(join(folder, name))}\n`);
  return digest.digest('hex');
}

const known = new Map<string, { version: string; hash: string }>();

/** The hash of a file. One that has not been written since the build began is read once. */
function hashOf(file: string): string {
  const { ino, size, mtimeNs } = statSync(file, { bigint: true });
  const version = [ino, size, mtimeNs].join();
  const seen = known.get(file);
  if (seen?.version === version) return seen.hash;
  const read = { version, hash: hash('sha256', readFileSync(file)) };
  known.set(file, read);
  return read.hash;
}

/** The files within a folder but the seal and the locks, which are of no build: in one order everywhere. */
function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => !entry.isDirectory() && entry.name !== sealFile && !/\.lock$/.test(entry.name),
    )
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length))
    .toSorted();
}
