import { defineCollection } from 'astro:content';
import { glob, type Loader } from 'astro/loaders';
import { dayOf } from './publication/dates.ts';
import { isPublished } from './publication/essays.ts';
import { commentsUrl } from './publication/addresses/paths.ts';
import { snapshotSchema } from './loaders/readers-comments.ts';
import { schemas } from './publication/schemas.ts';
import { commentsLoader } from './loaders/comments.ts';
import { essaysLoader, shownEssays, type IsShown } from './loaders/essays.ts';

const essayFolder = 'content/essays';

/** A build leaves out what is not published yet; while writing, all is shown. */
const isShown: IsShown = (essay) => import.meta.env.DEV || isPublished(essay, dayOf(new Date()));

/**
 * Keeps Astro from stopping while somebody writes: a file that cannot be loaded has an error that stands on every page
 * (check/integration.ts), and all files are loaded again once it is fixed.
 */
function inDev(loader: Loader): Loader {
  if (!import.meta.env.DEV) return loader;
  return { ...loader, load: (context) => loader.load(context).catch(() => {}) };
}

const files = (folder: string) => inDev(glob({ base: `content/${folder}`, pattern: '*.yaml' }));

// Every key is explained where it is declared, in publication/schemas.ts.
export const collections = {
  essays: defineCollection({
    loader: inDev(essaysLoader(essayFolder, isShown)),
    schema: schemas.essays,
  }),
  authors: defineCollection({ loader: files('authors'), schema: schemas.authors }),
  series: defineCollection({ loader: files('series'), schema: schemas.series }),
  discussions: defineCollection({
    loader: files('discussions'),
    schema: schemas.discussions,
  }),
  comments: defineCollection({
    loader: commentsUrl
      ? commentsLoader(commentsUrl, () => shownEssays(essayFolder, isShown))
      : { name: 'no-comments', load: async ({ store }) => store.clear() },
    schema: snapshotSchema,
  }),
};
