import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Redirect } from '../../../src/output/hosts/policy.ts';
import { hostFiles } from '../../../src/publication/addresses/paths.ts';
import type { Resource } from '../../../src/commands/verify/host.ts';

/** All that a built site holds for readers. */
export function resourcesIn(site: string, redirects: readonly Redirect[] = []): Resource[] {
  const notForReaders = new Set<string>([...hostFiles, '404.html']);
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(site, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !notForReaders.has(file.split('/')[0] ?? '') && !/\.(br|gz)$/.test(file))
    .map((file) => ({
      path: `/${file.replace(/(^|\/)index\.html$/, '$1')}`,
      bytes: readFileSync(join(site, file)),
    }))
    .filter(({ path }) => !redirects.some(({ from }) => from === path));
}
