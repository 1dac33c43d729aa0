import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import type { Redirect } from '../../publication/redirects.ts';
import { hostFiles } from '../../publication/addresses/paths.ts';
import type { Resource } from './host.ts';

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

/** The address for which a site was built, as its home page says; nothing where the folder holds none. */
export function addressIn(site: string): string | undefined {
  const home = join(site, 'index.html');
  return existsSync(home) ? canonicalOf(pageOf(readFileSync(home, 'utf8'))) : undefined;
}

/** The redirects of a built site, from the root of it, as it says them to hosts. */
export function redirectsIn(site: string, base: string): Redirect[] {
  const file = join(site, '_redirects');
  if (!existsSync(file)) return [];
  const under = (path: string) => `/${path.slice(base.length)}` as const;
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [from, to, status] = line.split(' ');
      return from && to && status === '301' ? [{ from: under(from), to: under(to) }] : [];
    });
}

/** A page, taken apart: its elements. */
export function pageOf(html: string): Element[] {
  const elements: Element[] = [];
  visit(fromHtml(html), 'element', (element) => void elements.push(element));
  return elements;
}

/** The address by which a page calls itself. */
export const canonicalOf = (page: readonly Element[]): string | undefined =>
  linksAs('canonical', page)
    .map(({ properties }) => properties['href'])
    .find((href) => typeof href === 'string');

/** The `link` elements of a page of a relation. */
export const linksAs = (relation: string, page: readonly Element[]): Element[] =>
  page.filter(({ tagName, properties: { rel } }) => {
    return tagName === 'link' && Array.isArray(rel) && rel.includes(relation);
  });
