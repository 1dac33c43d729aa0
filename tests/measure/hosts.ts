// npm run test:hosts: serves the built site, at the root of a host and under a base path, from real servers and from the
// vendors' own local runtimes, and checks that each does what the policy says. `-- servers` tries the servers alone
// (on Debian: apt-get install nginx-light caddy apache2), `-- vendors` the runtimes alone, which npm installs.
// It stands beside the tests because it needs packages of the system, and a gigabyte of packages.

import { existsSync } from 'node:fs';
import { appendFile, chmod, cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { firebaseConfig } from '../../src/output/hosts/firebase.ts';
import type { Redirect } from '../../src/publication/redirects.ts';
import { policy } from '../../src/output/hosts/policy.ts';
import { vercelConfig } from '../../src/output/hosts/vercel.ts';
import { errorsOf, fixes, type HostError } from '../../src/commands/verify/host.ts';
import type { Host, Laid } from './hosts/host.ts';
import { redirectsIn, resourcesIn } from '../../src/commands/verify/dist.ts';
import { apache, barerApaches, caddy, nginx } from './hosts/servers.ts';
import { azure, cloudflare, firebase, netlify } from './hosts/vendors.ts';
import { vercel } from './hosts/vercel.ts';
import { aProject, build } from '../support/build.ts';

const groups: Record<string, Host[]> = {
  servers: [nginx, caddy, apache, ...barerApaches],
  vendors: [cloudflare, netlify, vercel, firebase, azure],
};
const chosen = process.argv[2];
const hosts = chosen ? groups[chosen] : Object.values(groups).flat();
if (!hosts) throw new Error(`There are ${Object.keys(groups).join(' and ')}, and no ${chosen}.`);

const project = await aProject();
// A page that has moved to a part of another, and a series, with its feeds and its book, that has another name.
for (const [file, more] of Object.entries({
  'site.yaml': 'redirects:\n  - from: /an/old-place/\n    to: /about/#editions\n',
  'series/hand-and-machine.yaml': 'formerly: [by-hand]\n',
})) {
  await appendFile(join(project, 'content', file), more);
}
const sites = [await laid('/'), await laid('/essays/')];
const notTried: string[] = [];

for (const host of hosts) {
  const version = await host.version().catch((error: Error) => {
    notTried.push(`${host.name}: ${error.message.trim()}`);
  });
  if (!version) continue;
  for (const site of sites) {
    const where = `${host.name} ${version} at ${site.base}`;
    try {
      const { origin, stop } = await host.start(site);
      const resources = resourcesIn(site.site, site.redirects);
      const errors = await errorsOf(origin + site.base, resources, site.redirects).finally(stop);
      tell(host, `${where}, ${resources.length} files`, errors);
    } catch (error) {
      console.log(`\nWRONG: ${where}: ${error}`);
      process.exitCode = 1;
    }
  }
}
for (const reason of notTried) console.log(`\nNot tried: ${reason}`);
console.log(
  '\nNot tried: GitHub Pages, which is nowhere but at GitHub; it sends no headers of ours.',
);
await rm(project, { recursive: true });
for (const { root } of sites) await rm(root, { recursive: true });

/** Builds the site with the example in it, and lays it out for a host to publish, as the README says. */
async function laid(base: string): Promise<Laid & { base: string; redirects: Redirect[] }> {
  const root = await mkdtemp(join(tmpdir(), 'host-'));
  // Servers read as a user of their own.
  await chmod(root, 0o755);
  const site = join(root, base);
  await build(project, site, { SITE_URL: `https://example.org${base}` });
  const redirects = redirectsIn(site, base);
  const all = { ...policy, redirects };
  await writeFile(join(project, 'firebase.json'), firebaseConfig(all));
  await writeFile(join(project, 'vercel.json'), vercelConfig(all));
  // A file of each type that the policy names, whether this site has one or not.
  for (const path of policy.types.flatMap(({ paths }) => paths)) {
    const file = join(site, path.replaceAll(/:\w+/g, 'example'));
    await mkdir(dirname(file), { recursive: true });
    if (!existsSync(file)) await writeFile(file, 'An example.');
  }
  if (base !== '/') {
    for (const name of ['_headers', '_redirects', 'staticwebapp.config.json']) {
      await rename(join(site, name), join(root, name));
    }
    await cp(join(site, '404.html'), join(root, '404.html'));
  }
  return { root, site, project, base, redirects };
}

/** Prints what was found at a host. A difference that is said of it and does not show is an error too. */
function tell({ differs = {} }: Host, what: string, errors: HostError[]) {
  const unknown = errors.filter(({ check }) => !differs[check]);
  const outdated = Object.keys(differs).filter(
    (check) => !errors.some((error) => error.check === check),
  );
  const isGood = unknown.length + outdated.length === 0;
  console.log(`\n${isGood ? 'Right' : 'WRONG'}: ${what}.`);
  for (const [check, why] of Object.entries(differs)) console.log(`  differs in ${check}: ${why}`);
  for (const { check, problem, paths } of unknown) {
    console.log(`  ${check}: ${problem} (${paths.length}, as ${paths[0]}). ${fixes[check]}`);
  }
  for (const check of outdated) console.log(`  said to differ in ${check}, and does not`);
  if (!isGood) process.exitCode = 1;
}
