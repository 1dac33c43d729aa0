import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, inject, onTestFinished, test } from 'vitest';
import { aProject, build } from '../../support/build.ts';
import { filesOf } from '../../support/pages.ts';

const site = inject('sites').everything;

// A name space of its own has no network, and a set of one processor no second: where the system allows them.
const wrappers = [
  ['sh', '-c', 'umask 077; exec "$@"', 'sh'],
  ['unshare', '-rn'],
  ['taskset', '-c', '0'],
].filter(([command = '', ...args]) => {
  try {
    execFileSync(command, [...args, 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

test('another machine builds the same bytes: folder, time zone, language, umask, processors, year, no network', async () => {
  const project = await aProject();
  onTestFinished(() => rm(project, { recursive: true }));
  const dir = join(project, 'elsewhere');
  const preload = pathToFileURL(resolve('tests/support/another-machine.ts')).href;
  const environment = {
    SITE_URL: site.origin + site.base,
    TZ: 'Pacific/Kiritimati',
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    NODE_OPTIONS: `--import=${preload}`,
  };
  await build(project, dir, environment, wrappers.flat());
  const other = { ...site, dir };
  expect(filesOf(other).toSorted()).toEqual(filesOf(site).toSorted());
  for (const file of filesOf(site)) {
    const path = file.slice(site.base.length);
    const [one, two] = [site, other].map((built) => readFileSync(join(built.dir, path)));
    expect(one && two && one.equals(two), path).toBe(true);
  }
});
