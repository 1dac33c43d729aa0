import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, PathWithRoute } from 'astro';
import { threadFor } from '../threads/thread.ts';
import { hasPolicy } from './content-security-policy.ts';
import { isUnsized, withSizes } from './file-sizes.ts';
import { buildCacheIn } from './build-cache.ts';
import finishedPage, { type FinishedPage, type RenderedPage } from './finished-page.ts';
import { precompress } from './precompress.ts';
import { refuse } from './refuse.ts';
import { writeSearchIndex } from './search-index.ts';

// To render so many takes as long as a thread to begin.
const few = 1000;

/**
 * What is done with what a build renders. Every page keeps the styles and the letters that it uses, and gets its content
 * security policy, before it is written and before Astro keeps it for the next build. Once all files are there, pages get
 * the sizes of those that they offer; then an index for the search is made of them while all texts are compressed.
 *
 * @param comments The origin to which the forms of comments are sent, where the site has them.
 */
export function finish(comments?: string): AstroIntegration {
  let base = '/';
  let cache: URL;
  let given: URL;
  const errors = new Set<string>();
  const noted = (page: FinishedPage) => {
    for (const error of page.errors) errors.add(error);
    return page.html;
  };
  const thread = threadFor(new URL('finished-page.ts', import.meta.url));
  return {
    name: 'finish',
    hooks: {
      'astro:config:setup'({ command, updateConfig }) {
        // No module has the name. Astro makes all pages anew where the value is another.
        const madeBy = JSON.stringify(hash('sha256', `${comments}\n${ownSource()}`));
        if (command === 'build') updateConfig({ vite: { define: { __FINISHED_BY__: madeBy } } });
      },
      'astro:config:done'({ config }) {
        ({ base, cacheDir: cache, publicDir: given } = config);
      },
      'astro:build:start'({ setPrerenderer }) {
        let inThread = false;
        setPrerenderer((prerenderer) => ({
          ...prerenderer,
          async getStaticPaths() {
            const paths = await prerenderer.getStaticPaths();
            inThread = paths.length > few;
            return dealt(paths);
          },
          async render(request, options) {
            const rendered = await prerenderer.render(request, options);
            const { response, ...rest } =
              rendered instanceof Response ? { response: rendered } : rendered;
            if (!response.headers.get('content-type')?.startsWith('text/html')) return rendered;
            const address = decodeURI(new URL(request.url).pathname.slice(base.length - 1));
            const page: RenderedPage = { html: await response.text(), address, comments };
            const html = noted(inThread ? await thread.run(page) : finishedPage(page));
            return { ...rest, response: new Response(html, response) };
          },
        }));
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
        completePages(root, pages, base, (html, address) =>
          noted(finishedPage({ html, address, comments })),
        );
        if (errors.size > 0) refuse([...errors].join('\n'));

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
 * Cards among all else, as evenly as can be: while a thread draws one, others are rendered. The others stay together by
 * their routes: code that runs again and again is faster, by a third of all.
 */
function dealt(paths: PathWithRoute[]): PathWithRoute[] {
  const isCard = ({ route }: PathWithRoute) => route.component.startsWith('src/pages/cards/');
  return [paths.filter(isCard), paths.filter((path) => !isCard(path))]
    .flatMap((some) => some.map((path, index) => ({ path, place: index / some.length })))
    .toSorted((one, other) => one.place - other.place)
    .map(({ path }) => path);
}

/** The modules beside this one, which make pages what they are. */
function ownSource(): string {
  const folder = new URL('.', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return names
    .toSorted()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
}

/**
 * Finishes the pages that were not rendered, such as those which forward to others, and then writes into all the sizes
 * that they leave open.
 *
 * @throws Where a page says the size of a file that is not there.
 */
export function completePages(
  root: string,
  pages: readonly string[],
  base: string,
  finish: (html: string, address: string) => string,
): void {
  const read = (page: string) => readFileSync(join(root, page), 'utf8');
  const write = (page: string, html: string) => writeFileSync(join(root, page), html);
  const sizeOf = (path: string) =>
    statSync(join(root, path.slice(base.length).replace(/(^|\/)$/, '$1index.html'))).size;

  const unsized: string[] = [];
  for (const page of pages) {
    const written = read(page);
    if (!hasPolicy(written)) {
      write(page, finish(written, `/${page.replace(/(^|\/)index\.html$/, '$1')}`));
    }
    if (isUnsized(written)) unsized.push(page);
  }
  // Afterwards: pages, too, are among the files whose size is said.
  for (const page of unsized) write(page, withSizes(read(page), sizeOf));
}
