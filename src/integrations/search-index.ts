import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex, type IndexFile } from 'pagefind';
import { fragments, searchFolder } from '../library/paths.ts';

// Within what a page marks as its text: what is not of it. Those parts bear no marks that editions show too.
const left = [
  'nav',
  'form',
  '.outcomes',
  '.heading-link',
  '[data-footnote-ref]',
  '[data-footnote-backref]',
  '.e-content > .meta',
  `#${fragments.comments} .meta`,
];

/**
 * Makes the index for the search page from the pages of the build that mark a part of themselves with
 * `data-pagefind-body`. Page by page and in order, so that the same pages give the same bytes.
 */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      async 'astro:build:done'({ dir }) {
        const root = fileURLToPath(dir);
        const { index, errors } = await createIndex({ excludeSelectors: left });
        if (!index) throw new Error(`Pagefind made no index: ${errors.join(' ')}`);
        const pages = readdirSync(root, { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith('index.html'))
          .map((file) => file.replaceAll('\\', '/'))
          .toSorted();
        for (const page of pages) {
          const content = readFileSync(join(root, page), 'utf8');
          if (!content.includes('data-pagefind-body')) continue;
          // Without the base path: the search page sets it before them.
          const url = `/${page.replace(/index\.html$/, '')}`;
          const added = await index.addHTMLFile({ url, content });
          if (added.errors.length > 0) throw new Error(`${page}: ${added.errors.join(' ')}`);
        }
        const made = await index.getFiles();
        if (made.errors.length > 0) throw new Error(made.errors.join(' '));
        for (const { path, content } of needed(made.files)) {
          const file = join(root, searchFolder, path);
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, content);
        }
        await close();
      },
    },
  };
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
