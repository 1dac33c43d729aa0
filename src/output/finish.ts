import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { routes } from '../publication/addresses/paths.ts';
import { withPolicy } from './content-security-policy.ts';
import { isUnsized, withSizes } from './file-sizes.ts';
import { buildCacheIn } from './build-cache.ts';
import { foreignScripts } from './own-scripts.ts';
import { withLetters } from './letters.ts';
import { precompress } from './precompress.ts';
import { refuse } from './refuse.ts';
import { writeSearchIndex } from './search-index.ts';
import { withUsedStyles } from './used-styles.ts';

/**
 * What is done with the files of a build once they are written: every page keeps the styles and the letters that it
 * uses, and gets its content security policy and the sizes of the files that it offers; then an index for the search is made of the pages while all texts are compressed.
 *
 * @param comments The origin to which the forms of comments are sent, where the site has them.
 */
export function finish(comments?: string): AstroIntegration {
  let base = '/';
  let cache: URL;
  let given: URL;
  return {
    name: 'finish',
    hooks: {
      'astro:config:done'({ config }) {
        ({ base, cacheDir: cache, publicDir: given } = config);
      },
      async 'astro:build:done'({ dir, logger }) {
        logger.info('Indexing for the search, and compressing');
        const root = fileURLToPath(dir);
        // Sorted: disks list them in orders of their own.
        const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
          .map((file) => file.replaceAll('\\', '/'))
          .toSorted();
        // What lies in public/ is the owner's, as it is: a page by which a search engine knows who owns the site.
        const pages = files.filter(
          (file) => file.endsWith('.html') && !existsSync(new URL(file, given)),
        );
        const errors = finishPages(root, pages, { base, comments });
        if (errors.length > 0) refuse([...new Set(errors)].join('\n'));

        const kept = buildCacheIn(fileURLToPath(new URL('finished', cache)));
        await Promise.all([
          writeSearchIndex(root, pages, kept).then((index) => precompress(root, index, kept)),
          precompress(root, files, kept),
        ]);
        kept.keep();
      },
    },
  };
}

/**
 * Writes into every page its policy, and then the sizes that it leaves open.
 *
 * @returns What must be fixed: a policy allows no script but the site's own.
 * @throws Where a page says the size of a file that is not there.
 */
export function finishPages(
  root: string,
  pages: readonly string[],
  { base, comments }: { base: string; comments?: string | undefined },
): string[] {
  const read = (page: string) => readFileSync(join(root, page), 'utf8');
  const write = (page: string, html: string) => writeFileSync(join(root, page), html);
  const sizeOf = (path: string) =>
    statSync(join(root, path.slice(base.length).replace(/(^|\/)$/, '$1index.html'))).size;

  const errors: string[] = [];
  const unsized: string[] = [];
  for (const page of pages) {
    const webAssembly = `/${page}` === `${routes.search}index.html`;
    const written = read(page);
    errors.push(...foreignScripts(page, written));
    const html = withLetters(written, (page) =>
      withPolicy(withUsedStyles(page), { comments, webAssembly }),
    );
    write(page, html);
    if (isUnsized(html)) unsized.push(page);
  }
  // Afterwards: pages, too, are among the files whose size is said.
  for (const page of unsized) write(page, withSizes(read(page), sizeOf));
  return errors;
}
