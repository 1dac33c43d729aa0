import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM, VirtualConsole } from 'jsdom';
import type { BuiltSite } from './sites.ts';

/** A page of a built site. */
export interface BuiltPage {
  /** From the root of the host, base path included: `/essays/about/`. */
  path: string;
  html: string;
  document: Document;
}

/** The paths of all files of a built site, from the root of its host. */
export function filesOf({ dir, base }: BuiltSite): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => base + join(entry.parentPath, entry.name).slice(dir.length + 1));
}

/** All pages of a built site, the 404 page among them, those that only forward not, as they lie on the disk. */
export function pagesOf(site: BuiltSite): BuiltPage[] {
  return filesOf(site)
    .filter((file) => file.endsWith('.html'))
    .map((file) => ({
      file,
      html: readFileSync(join(site.dir, file.slice(site.base.length)), 'utf8'),
    }))
    .filter(({ html }) => !html.includes('<meta http-equiv="refresh"'))
    .map(({ file, html }) => {
      // Without a console: jsdom complains of style sheets newer than itself.
      const { document } = new JSDOM(html, { virtualConsole: new VirtualConsole() }).window;
      return { path: file.replace(/index\.html$/, ''), html, document };
    });
}

/** The longest page of each kind, for what is the same on all pages of a kind, and takes long to look at. */
export function pageOfEachKind(site: BuiltSite): BuiltPage[] {
  const kinds = Map.groupBy(pagesOf(site), ({ path }) =>
    path
      .slice(site.base.length - 1)
      .replace(/^\/(essays|series|topics|authors)\/[^/]+\//, '/$1/*/'),
  );
  return [...kinds.values()].flatMap(
    (pages) => pages.toSorted((a, b) => b.html.length - a.html.length)[0] ?? [],
  );
}

/** Whether a page holds the letters of its text itself: see src/output/letters.ts. */
export const bringsLetters = (html: string): boolean => html.includes('url(data:font');

/** A page without the letters that it brings along. */
export const withoutLetters = (html: string): string =>
  html.replaceAll(/url\(data:font[^)]*\)/g, 'url()');

/** The text of an element, without scripts and with white space folded. */
export function textOf(element: Element | null | undefined): string {
  const texts = [...(element?.querySelectorAll('script') ?? [])].map(
    ({ textContent }) => textContent,
  );
  const all = element?.textContent ?? '';
  return texts
    .reduce((left, script) => left.replace(script, ''), all)
    .replace(/\s+/g, ' ')
    .trim();
}
