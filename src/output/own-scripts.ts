import { readdirSync, readFileSync } from 'node:fs';

// Pages hold scripts of the site alone, each as it stands in a file beside the component that writes it; without its
// comments, and it may be without the spaces at the heads of its lines.
const folder = new URL('../components/', import.meta.url);
const bare = (script: string) => script.replace(/^\s*\/\/.*\n|^\s+/gm, '').trim();
const own = new Set(
  readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => bare(readFileSync(new URL(name, folder), 'utf8'))),
);

/** What of a page a browser would run or obey as a script: all but data, such as JSON-LD. */
export function scriptsIn(html: string): { attributes: string; text: string }[] {
  return [...html.matchAll(/<script(?![^>]*ld\+json)([^>]*)>([^]*?)<\/script>/gi)].map(
    ([, attributes = '', text = '']) => ({ attributes: attributes.trim(), text }),
  );
}

/** What is to be done about scripts of a page that are none of the site's own: a sentence each. */
export function foreignScripts(page: string, html: string): string[] {
  return scriptsIn(html)
    .filter(
      ({ attributes, text }) =>
        // Rules name pages that the browser may make ready, and run nothing.
        attributes !== 'type="speculationrules"' && (attributes !== '' || !own.has(bare(text))),
    )
    .map(({ attributes, text }) => {
      const start = `<script${attributes && ' '}${attributes}>${text.trim()}`.slice(0, 60);
      return `${page} has a script that is none of the site’s own, ${start}: take it out, or write it into a file src/components/*.js for its component to import.`;
    });
}
