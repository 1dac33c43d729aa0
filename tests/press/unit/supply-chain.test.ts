import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(path, 'utf8');
const manifest = JSON.parse(read('package.json'));
const locked: [string, { version: string; integrity?: string; hasInstallScript?: boolean }][] =
  Object.entries(JSON.parse(read('package-lock.json')).packages);
const packages = locked.filter(([path]) => path !== '');

const isAtLeast = (version: string, least: string) =>
  version.localeCompare(least, 'en', { numeric: true }) >= 0;

test('every dependency is one exact version from the registry', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(all.length).toBeGreaterThan(20);
  for (const [name, version] of all) expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
});

test('the lockfile knows the hash of every package, and none from git or an address', () => {
  expect(packages.length).toBeGreaterThan(100);
  for (const [path, entry] of packages) {
    expect(entry.integrity, path).toMatch(/^sha512-/);
    expect(entry, path).not.toHaveProperty('resolved');
    expect(entry, path).not.toHaveProperty('link');
  }
});

test('the engine of the comments is held to the same, and runs no install script', () => {
  const engine = JSON.parse(read('comments/package.json'));
  for (const [name, version] of Object.entries(engine.dependencies)) {
    // Its SQLite is ours, over Node's own, and in place of what is not used stands nothing.
    expect(version, name).toMatch(/^(file:(sqlite3|unused)|\d+\.\d+\.\d+)$/);
  }
  const entries = Object.entries<{ integrity?: string; resolved?: string; link?: boolean }>(
    JSON.parse(read('comments/package-lock.json')).packages,
  );
  expect(entries.length).toBeGreaterThan(100);
  for (const [path, entry] of entries) {
    if (['', 'sqlite3', 'unused'].includes(path)) continue;
    if (entry.link) {
      expect(entry.resolved, path).toMatch(/^(sqlite3|unused)$/);
      continue;
    }
    expect(entry.integrity, path).toMatch(/^sha512-/);
    expect(entry, path).not.toHaveProperty('resolved');
  }
  expect(read('comments/.npmrc')).toMatch(/^ignore-scripts=true$/m);
});

// comments/README.md says of each why.
test('of what the engine does not use, nothing with a known error or a licence that binds is installed', () => {
  const { packages } = JSON.parse(read('comments/package-lock.json'));
  const found = new Map<string, { link?: boolean; license?: string }[]>();
  for (const [path, entry] of Object.entries<{ link?: boolean; license?: string }>(packages)) {
    const name = path.replace(/^.*node_modules\//, '');
    found.set(name, [...(found.get(name) ?? []), entry]);
  }
  for (const name of ['request', 'axios', 'superagent']) expect(found.has(name), name).toBe(false);
  for (const name of ['formidable', 'akismet', '@cloudbase/node-sdk', 'leancloud-storage']) {
    expect(found.get(name), name).toEqual([expect.objectContaining({ link: true })]);
  }
  const licences = [...found.values()].flat().map(({ license }) => license ?? '');
  expect(licences.filter((licence) => /GPL/.test(licence))).toEqual([]);
});

test('the packages with install scripts are those that package.json declares, and none may run', () => {
  const named = packages
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(manifest.allowScripts).toEqual({ esbuild: false });
  expect([...new Set(named)]).toEqual(Object.keys(manifest.allowScripts));
});

// https://github.com/withastro/astro/security/advisories, https://github.com/lovell/sharp/security/advisories
test.each([
  ['astro', '7.2.8'],
  ['sharp', '0.35.4'],
])('every %s is %s or later: known errors are fixed from there', (name, least) => {
  const versions = packages
    .filter(([path]) => path.endsWith(`node_modules/${name}`))
    .map(([, { version }]) => version);
  expect(versions.length).toBeGreaterThan(0);
  for (const version of versions) expect(isAtLeast(version, least), version).toBe(true);
});

test('workflows use actions by commit, and say which version that is', () => {
  const uses = readdirSync('.github/workflows').flatMap((name) => [
    ...read(`.github/workflows/${name}`).matchAll(/uses: (.*)/g),
  ]);
  expect(uses.length).toBeGreaterThan(4);
  for (const [, action] of uses) {
    expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});

test('an action is at one commit in all workflows', () => {
  const pins = new Map<string, Set<string>>();
  for (const name of readdirSync('.github/workflows')) {
    for (const [, action = '', pin = ''] of read(`.github/workflows/${name}`).matchAll(
      /uses: ([^@]+)@(\S+)/g,
    )) {
      pins.set(action, (pins.get(action) ?? new Set()).add(pin));
    }
  }
  for (const [action, commits] of pins) expect([...commits], action).toHaveLength(1);
});
