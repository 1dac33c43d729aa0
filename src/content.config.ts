import { defineCollection } from 'astro:content';
import type { Loader } from 'astro/loaders';
import { isPublished } from './publication/essays.ts';
import { commentsUrl } from './publication/addresses/paths.ts';
import { snapshotSchema } from './loaders/readers-comments.ts';
import { schemas } from './publication/schemas.ts';
import type { IsShown } from './loaders/entries.ts';
import type { Wanted } from './loaders/integration.ts';

/** A build leaves out what is not published yet; while writing, all is shown. */
const isShown: IsShown = (data, today) =>
  import.meta.env.DEV ||
  ('published' in data ? isPublished(data, today) : !('draft' in data && data.draft));

/** Has a collection loaded by the integration `contentLoaders`. */
const loaderOf = (name: Wanted['name']): Loader => ({
  name,
  async load(context) {
    const load = context.config.integrations
      .map(({ hooks }) => hooks['content:load'])
      .find((hook) => hook !== undefined);
    if (!load) throw new Error('The integration contentLoaders() is missing in astro.config.mjs.');
    await load({ name, isShown, commentsUrl }, context);
  },
});

// Every key is explained where it is declared, in publication/schemas.ts.
export const collections = {
  site: defineCollection({ loader: loaderOf('site'), schema: schemas.site }),
  pages: defineCollection({ loader: loaderOf('pages'), schema: schemas.pages }),
  essays: defineCollection({ loader: loaderOf('essays'), schema: schemas.essays }),
  authors: defineCollection({ loader: loaderOf('authors'), schema: schemas.authors }),
  series: defineCollection({ loader: loaderOf('series'), schema: schemas.series }),
  discussions: defineCollection({ loader: loaderOf('discussions'), schema: schemas.discussions }),
  comments: defineCollection({ loader: loaderOf('comments'), schema: snapshotSchema }),
};
