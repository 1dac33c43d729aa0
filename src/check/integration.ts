import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger, BaseIntegrationHooks } from 'astro';
import { checkContent, nothingKnown } from './check.ts';
import type { CheckedEntries } from './entries.ts';
import { todayIn } from './today.ts';
import { redirectsOf, type Redirect } from '../publication/redirects.ts';
import { pluginsOf } from '../publication/text/plugins.ts';
import { configurePlugins } from '../publication/text/configured-plugins.ts';
import { errorInWords, errorsInWords, type ContentError } from './errors.ts';
import { errorsPage } from './errors-page.ts';
import { isLitter } from './files.ts';
import { keptTexts, type KeptTexts } from './kept-texts.ts';
import type { ContentStats } from '../publication/model.ts';
import { siteFile } from '../publication/collections.ts';
import { contentStatsOf } from './content-stats.ts';
import { en } from '../words/en.ts';
import { sourcesReader } from './sources.ts';

type ServerSetup = Parameters<Required<BaseIntegrationHooks>['astro:server:setup']>[0];

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
  /** The language of the site, BCP 47. */
  language: () => string;
  /** What leads from where pages were to where they are. */
  redirects: () => Redirect[];
} {
  let root: string;
  let today = '';
  let command: string;
  let logger: AstroIntegrationLogger;
  let look: () => Promise<ReturnType<typeof checkContent>>;
  let seen: ReturnType<typeof checkContent> | undefined;
  let ofLoaders: ContentError[] = [];
  /** Whether loaders have asked for what was seen last. */
  let isLoaded = false;
  let stats: ContentStats = { essays: 0, unpublished: 0, words: 0, comments: 0, waiting: [] };
  const stop = (reason: string) => {
    logger.error(reason);
    // Not by an error: Astro would wrap it into its own words and a stack.
    process.exit(1);
  };
  return {
    name: 'content-check',
    stats: () => stats,
    redirects: () => (seen ? redirectsOf(seen.entries, today) : []),
    language: () => seen?.entries.site[0]?.data.language ?? en.language,
    hooks: {
      'content:entries': async () => {
        isLoaded = true;
        return (seen ??= await look()).entries;
      },

      'content:error': (error) => {
        ofLoaders.push(error);
        if (command === 'dev') logger.error(errorInWords(error));
      },

      async 'astro:config:setup'(setup) {
        ({ command, logger } = setup);
        root = fileURLToPath(setup.config.root);
        const read = sourcesReader(root);
        let kept: KeptTexts | undefined = keptTexts(root);
        let known = nothingKnown(kept.texts);
        look = async () => {
          ofLoaders = [];
          isLoaded = false;
          const sources = await read();
          today = todayIn(sources);
          seen = checkContent(sources, today, known);
          kept?.keep(known.texts);
          // A build looks once, and lets each text go as soon as it is compiled: see loaders/entries.ts.
          if (command === 'build') [kept, known] = [undefined, nothingKnown()];
          return seen;
        };
        if (command !== 'build') return;
        const { errors, entries } = await look();
        stats = contentStatsOf(entries, today);
        if (errors.length > 0) stop(errorsInWords(errors));
        if (isUnreachable(entries)) {
          logger.warn(
            `${siteFile} names no contact: whoever holds rights to a source cannot reach you.`,
          );
        }
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

      'astro:server:setup': (setup) =>
        checkWhileWriting(setup, root, {
          look,
          errors: () => [
            ...(seen?.errors ?? []).filter(({ isWarning }) => !isWarning),
            ...ofLoaders,
          ],
          isLoaded: () => isLoaded,
        }),
    },
  };
}

/** The content as it is checked while somebody writes. */
interface Watched {
  /** Reads and checks all anew. */
  look: () => Promise<{ errors: ContentError[] }>;
  /** All errors that are known, those of loaders too. */
  errors: () => ContentError[];
  /** Whether loaders have asked for what was seen last. */
  isLoaded: () => boolean;
}

/** Whether somebody else may have rights to what is published, and nobody is named to whom to turn. */
const isUnreachable = ({ site, essays }: CheckedEntries): boolean =>
  site.every(({ data }) => data.contact === undefined) &&
  essays.some(({ data }) => data.kind !== 'original');

/** Checks every change of the content, has it loaded, and puts the errors in the place of every page. */
async function checkWhileWriting(
  { server, refreshContent, logger }: ServerSetup,
  root: string,
  { look, errors, isLoaded }: Watched,
): Promise<void> {
  let hadErrors = false;
  const refresh = async () => {
    // While it loads its configuration, Astro refreshes nothing, and says nothing.
    for (let wait = 50; !isLoaded() && wait < 10_000; wait *= 2) {
      await refreshContent?.({});
      if (!isLoaded()) await setTimeout(wait);
    }
  };
  const lookAgain = async (hasChanged: boolean) => {
    const { errors: all } = await look();
    const found = all.filter(({ isWarning }) => !isWarning);
    const style = all.filter(({ isWarning }) => isWarning);
    if (style.length > 0) logger.warn(`In drafts:\n  ${style.map(errorInWords).join('\n  ')}`);
    if (found.length > 0) logger.error(errorsInWords(found));
    // What could not be read while it had errors, or was half written, is read before any page shows it; and
    // editors are told of new files.
    else if (hasChanged) await refresh();
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
    const isOfContent = path.startsWith(join(root, 'content'));
    if (!isOfContent && !path.startsWith(join(root, 'public'))) return;
    if (isOfContent && isLitter(basename(path))) return;
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

  // What is told while a page loads is lost on it: it is told again to one that has loaded meanwhile. A page of errors
  // asks for itself, and is not among those that connect.
  server.ws.on('connection', () => {
    if (errors().length > 0) server.hot.send({ type: 'full-reload' });
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
}
