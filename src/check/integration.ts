import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { checkContent } from './check.ts';
import type { CheckedEntries } from './entries.ts';
import { dayOf } from '../publication/dates.ts';
import { pluginsOf } from '../publication/text/plugins.ts';
import { configurePlugins } from '../unstable/configured-plugins.ts';
import { countInWords, errorInWords, errorsInWords, inOrder, type ContentError } from './errors.ts';
import { contentStatsOf, type ContentStats } from './content-stats.ts';
import { sourcesReader } from './sources.ts';

declare global {
  namespace Astro {
    interface IntegrationHooks {
      /** Gives the entries that the check has read and accepted. */
      'content:entries': () => Promise<CheckedEntries>;
      /** Takes what a loader finds that the check could not. */
      'content:error': (error: ContentError) => void;
    }
  }
}

/**
 * Reads and checks the content, and lets no error of it through. A build stops before it starts. While writing, every
 * change is checked: where there are errors, every page is the list of them, until they are fixed. Loaders ask it for
 * the entries (`content:entries`), and tell it what they cannot load (`content:error`).
 */
export function contentCheck(): AstroIntegration & {
  /** What a build is to publish, as it was when the build began. */
  stats: () => ContentStats;
} {
  let root: string;
  let command: string;
  let logger: AstroIntegrationLogger;
  let look: () => Promise<ReturnType<typeof checkContent>>;
  let seen: ReturnType<typeof checkContent> | undefined;
  let ofLoaders: ContentError[] = [];
  let stats: ContentStats = { essays: 0, unpublished: 0, words: 0, comments: 0 };
  const stop = (reason: string) => {
    logger.error(reason);
    // Not by an error: Astro would wrap it into its own words and a stack.
    process.exit(1);
  };
  return {
    name: 'content-check',
    stats: () => stats,
    hooks: {
      'content:entries': async () => (seen ??= await look()).entries,

      'content:error': (error) => {
        ofLoaders.push(error);
        if (command === 'dev') logger.error(errorInWords(error));
      },

      async 'astro:config:setup'(setup) {
        ({ command, logger } = setup);
        root = fileURLToPath(setup.config.root);
        const read = sourcesReader(root);
        look = async () => {
          ofLoaders = [];
          return (seen = checkContent(await read(), dayOf(new Date())));
        };
        if (command !== 'build') return;
        const { errors, entries } = await look();
        stats = contentStatsOf(entries, dayOf(new Date()));
        if (errors.length > 0) stop(errorsInWords(errors));
      },

      'astro:config:done'({ config }) {
        try {
          configurePlugins(pluginsOf(config.markdown.processor));
        } catch (error) {
          stop(`${error instanceof Error ? error.message : String(error)}.`);
        }
      },

      // By now all is loaded.
      'astro:build:start'() {
        if (ofLoaders.length > 0) stop(errorsInWords(ofLoaders));
      },

      async 'astro:server:setup'({ server, refreshContent }) {
        let hadErrors = false;
        const errors = () => [...(seen?.errors ?? []), ...ofLoaders];
        const lookAgain = async (hasChanged: boolean) => {
          const found = (await look()).errors;
          if (found.length > 0) logger.error(errorsInWords(found));
          // What could not be read while it had errors, or was half written, is read before any page shows it; and
          // editors are told of new files.
          else if (hasChanged) await refreshContent?.({});
          const hasErrors = errors().length > 0;
          if (hadErrors && !hasErrors) logger.info('The content has no error any more.');
          if (hadErrors || hasErrors) server.hot.send({ type: 'full-reload' });
          hadErrors = hasErrors;
        };
        await lookAgain(false);

        // One look at a time, and one for all that changes within a moment: some editors write a file in several steps.
        let looking = Promise.resolve();
        let isQueued = false;
        server.watcher.on('all', (_, path) => {
          if (![join(root, 'content'), join(root, 'public')].some((at) => path.startsWith(at))) {
            return;
          }
          if (isQueued) return;
          isQueued = true;
          looking = looking
            .then(() => setTimeout(50))
            .then(() => {
              isQueued = false;
              return lookAgain(true);
            })
            // A file may be gone while it is read; what happened to it is the next event.
            .catch((error: unknown) => logger.warn(String(error)));
        });

        // A page waits until the content has been looked at as it now is.
        server.middlewares.use((request, response, next) => {
          if (/\/(@|node_modules\/|__)/.test(request.url ?? '')) return next(); // Vite's own.
          void looking.then(() => {
            if (errors().length === 0) return next();
            response.writeHead(500, { 'content-type': 'text/html; charset=utf-8' });
            response.end(errorsPage(errors(), root, server.config.base));
          });
        });
      },
    },
  };
}

/**
 * The errors as a page, which shows what has become of them. A click on a place opens the file in the editor.
 *
 * @param base The base path of the server, where Vite has its own addresses.
 */
function errorsPage(errors: readonly ContentError[], root: string, base: string): string {
  const list = inOrder(errors).map(({ file, line, problem, fix }) => {
    const at = line === undefined ? file : `${file}:${line}`;
    const opens = `${base}__open-in-editor?file=${encodeURIComponent(join(root, at))}`;
    return `<li><a href="${opens}">${inHtml(at)}</a> ${inHtml(problem)}. <b>${inHtml(fix)}</b></li>`;
  });
  const title = inHtml(countInWords(errors));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; }
  body { max-inline-size: 45rem; margin: 3rem auto; padding-inline: 1rem; font: 1.1rem/1.5 system-ui; }
  li { margin-block: 1rem; overflow-wrap: anywhere; }
  a { display: block; font-family: ui-monospace, monospace; }
  b { font-weight: 600; }
</style>
<script type="module">
  // It asks for itself, and is not told: what is told while a page loads is lost on it.
  const ask = async () => (await fetch(location.href)).text();
  const now = await ask();
  setInterval(async () => {
    const later = await ask().catch(() => now);
    if (later !== now) location.reload();
  }, 500);
  for (const link of document.links) {
    link.onclick = (event) => { event.preventDefault(); fetch(link.href); };
  }
</script>
<h1>${title}</h1>
<p>The pages come back when ${errors.length === 1 ? 'it is' : 'they are'} fixed.</p>
<ol>
${list.join('\n')}
</ol>
</html>
`;
}

const inHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
