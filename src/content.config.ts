import { defineCollection } from 'astro:content';
import { isPublished } from './publication/essays.ts';
import { commentsUrl } from './publication/addresses/paths.ts';
import { snapshotSchema } from './loaders/readers-comments.ts';
import { schemas } from './publication/schemas.ts';
import { commentsLoader } from './loaders/comments.ts';
import { entriesLoader, shownEssays, type IsShown } from './loaders/entries.ts';

/** A build leaves out what is not published yet; while writing, all is shown. */
const isShown: IsShown = (data, today) =>
  import.meta.env.DEV ||
  ('published' in data ? isPublished(data, today) : !('draft' in data && data.draft));

// Every key is explained where it is declared, in publication/schemas.ts.
export const collections = {
  site: defineCollection({ loader: entriesLoader('site', isShown), schema: schemas.site }),
  pages: defineCollection({ loader: entriesLoader('pages', isShown), schema: schemas.pages }),
  essays: defineCollection({ loader: entriesLoader('essays', isShown), schema: schemas.essays }),
  authors: defineCollection({ loader: entriesLoader('authors', isShown), schema: schemas.authors }),
  series: defineCollection({ loader: entriesLoader('series', isShown), schema: schemas.series }),
  discussions: defineCollection({
    loader: entriesLoader('discussions', isShown),
    schema: schemas.discussions,
  }),
  comments: defineCollection({
    loader: commentsUrl
      ? commentsLoader(commentsUrl, (config) => shownEssays(config, isShown))
      : { name: 'no-comments', load: async ({ store }) => store.clear() },
    schema: snapshotSchema,
  }),
};
