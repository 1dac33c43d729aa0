import type { AstroIntegration } from 'astro';
import type { Loader, LoaderContext } from 'astro/loaders';
import type { CollectionName } from '../publication/schemas.ts';
import { contentInMemory, keepInMemory } from '../unstable/content-in-memory.ts';
import { commentsLoader } from './comments.ts';
import { entriesLoader, shownEssays, type IsShown } from './entries.ts';

/** What content.config.ts has loaded. */
export interface Wanted {
  name: CollectionName | 'comments';
  isShown: IsShown;
  /** Where the engine behind the comments stands; nothing where the site takes none. */
  commentsUrl?: URL | undefined;
}

declare global {
  namespace Astro {
    interface IntegrationHooks {
      /** Loads a collection. */
      'content:load': (wanted: Wanted, context: LoaderContext) => Promise<void>;
    }
  }
}

/**
 * Loads the collections that content.config.ts declares. Vite compiles that file, and all that it imports, each time
 * that Astro starts; what is imported here, the configuration has imported already.
 */
export function contentLoaders(): AstroIntegration {
  let isWriting = false;
  return {
    name: 'content-loaders',
    hooks: {
      'astro:config:setup'({ command, updateConfig }) {
        isWriting = command === 'dev';
        if (isWriting) updateConfig({ vite: { plugins: [contentInMemory] } });
      },

      async 'content:load'(wanted, context) {
        await loaderOf(wanted, isWriting).load(context);
        if (isWriting) keepInMemory(wanted.name, context.store.entries());
      },
    },
  };
}

function loaderOf({ name, isShown, commentsUrl }: Wanted, isWriting: boolean): Loader {
  if (name !== 'comments') return entriesLoader(name, isShown, isWriting);
  if (!commentsUrl) return { name: 'no-comments', load: async ({ store }) => store.clear() };
  return commentsLoader(commentsUrl, (config) => shownEssays(config, isShown));
}
