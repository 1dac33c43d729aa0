import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { close, createIndex, type IndexFile } from 'pagefind';
import { fragments, searchFolder } from '../publication/addresses/paths.ts';
import type { Files, BuildCache } from './build-cache.ts';

// Within what a page marks as its text: what is not of it. Those parts bear no marks that editions show too.
const excluded = [
  'nav',
  'form',
  '.outcomes',
  '.heading-link',
  '[data-footnote-ref]',
  '[data-footnote-backref]',
  '.e-content > .meta',
  `#${fragments.comments} .meta`,
];

// Chinese, Japanese, Thai and some others put no space between words. Pagefind parts them on pages of these languages
// alone, by a dictionary that is another than the browser’s; here each sign is a word, and the search page asks for signs
// in a row, which finds whatever is there. Tags stay as they are.
const sign =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]\p{M}*/u;
const apart = new RegExp(`(<[^>]*>)|${sign.source}`, 'gu');

// What Pagefind passes over: half of a page, which has a long way to it.
const furniture = /<(style|script|svg)\b[^]*?<\/\1>/g;

// Pagefind takes one page after the other: while it reads one, others are on their way.
const atATime = 16;

const source = readFileSync(new URL(import.meta.url));

/**
 * Writes the index for the search page, made from those pages of the build that mark a part of themselves with
 * `data-pagefind-body`.
 *
 * @param pages The paths of all pages, in an order that is the same on every machine: the index depends on it.
 * @returns The paths of its files.
 */
export async function writeSearchIndex(
  root: string,
  pages: readonly string[],
  kept: BuildCache,
): Promise<string[]> {
  // Of thousands of pages no more is held than this.
  const marked = pages.flatMap((page) => {
    const bytes = readFileSync(join(root, page));
    const isMarked = bytes.includes('data-pagefind-body');
    return isMarked ? [{ page, digest: hash('sha256', bytes) }] : [];
  });
  const from = [
    source,
    excluded.join(),
    // Its name holds the version of Pagefind.
    searchFolder,
    ...marked.flatMap(({ page, digest }) => [page, digest]),
  ];
  const index = await kept.files(from, () =>
    indexOf(
      root,
      marked.map(({ page }) => page),
    ),
  );
  return Object.entries(index).map(([name, content]) => {
    const file = join(root, searchFolder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return join(searchFolder, name);
  });
}

async function indexOf(root: string, pages: readonly string[]): Promise<Files> {
  const { index, errors } = await createIndex({ excludeSelectors: excluded });
  if (!index) throw new Error(`Pagefind made no index: ${errors.join(' ')}`);
  const left = pages.values();
  const addWhatIsLeft = async () => {
    for (const page of left) {
      // Without the base path: the search page sets it before them.
      const url = `/${page.replace(/index\.html$/, '')}`;
      const html = readFileSync(join(root, page), 'utf8').replace(furniture, '');
      const content = sign.test(html)
        ? html.replace(apart, (found, tag?: string) => (tag === undefined ? ` ${found} ` : found))
        : html;
      const added = await index.addHTMLFile({ url, content });
      if (added.errors.length > 0) throw new Error(`${page}: ${added.errors.join(' ')}`);
    }
  };
  await Promise.all(Array.from({ length: atATime }, addWhatIsLeft));
  const made = await index.getFiles();
  if (made.errors.length > 0) throw new Error(made.errors.join(' '));
  await close();
  return Object.fromEntries(needed(made.files).map(({ path, content }) => [path, content]));
}

/** Of the files of an index those that the search page asks for: none of Pagefind's own interfaces. */
function needed(files: readonly IndexFile[]): IndexFile[] {
  const entry = files.find(({ path }) => path === 'pagefind-entry.json');
  const { languages } = JSON.parse(Buffer.from(entry?.content ?? '').toString());
  const engines = Object.values<{ wasm: string | null }>(languages).map(
    ({ wasm }) => `wasm.${wasm ?? 'unknown'}.pagefind`,
  );
  const names = new Set(['pagefind.js', 'pagefind-entry.json', ...engines]);
  return files.filter(({ path }) => names.has(path) || /\.pf_\w+$/.test(path));
}
