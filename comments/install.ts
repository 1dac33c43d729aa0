import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Installs the engine's packages where those of its lockfile are not there yet, and says whether they are there. */
export function installEngine(): boolean {
  const folder = import.meta.dirname;
  const lockfile = join(folder, 'package-lock.json');
  const installed = join(folder, 'node_modules/.installed.json');
  const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  if (read(installed) === read(lockfile)) return true;
  const { status } = spawnSync('npm ci', { cwd: folder, stdio: 'inherit', shell: true });
  if (status !== 0) return false;
  copyFileSync(lockfile, installed);
  return true;
}
