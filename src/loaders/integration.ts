import type { AstroIntegration } from 'astro';
import type { Loader, LoaderContext } from 'astro/loaders';
import type { CollectionName } from '../publication/schemas.ts';
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
  return {
    name: 'content-loaders',
    hooks: { 'content:load': (wanted, context) => loaderOf(wanted).load(context) },
  };
}

function loaderOf({ name, isShown, commentsUrl }: Wanted): Loader {
  if (name !== 'comments') return entriesLoader(name, isShown);
  if (!commentsUrl) return { name: 'no-comments', load: async ({ store }) => store.clear() };
  return commentsLoader(commentsUrl, (config) => shownEssays(config, isShown));
}
