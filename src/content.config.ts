import { readdirSync, readFileSync } from 'node:fs';
import { defineCollection } from 'astro:content';
import { glob, type Loader } from 'astro/loaders';
import { idOf } from './library/check-files.ts';
import { parseContentFile } from './library/content-files.ts';
import { dayOf } from './library/dates.ts';
import { isPublished } from './library/essays.ts';
import { commentsUrl } from './library/paths.ts';
import { snapshotSchema } from './library/readers-comments.ts';
import { schemas } from './library/schemas.ts';
import { commentsLoader } from './loaders/comments.ts';

const essayFolder = 'content/essays';

/**
 * The files of the essays to load. A build leaves out what is not published yet: what is never loaded cannot leave
 * a word or an image behind in the output. While writing, all are shown.
 */
function essayFiles(): string[] {
  const today = dayOf(new Date());
  const files = readdirSync(essayFolder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map(({ name }) => name)
    .filter((name) => {
      if (!name.endsWith('.mdx')) return false;
      if (import.meta.env.DEV) return true;
      const text = readFileSync(`${essayFolder}/${name}`, 'utf8');
      const essay = schemas.essays.safeParse(parseContentFile({ path: name, text }).data);
      return !essay.success || isPublished(essay.data, today);
    });
}

/**
 * Keeps Astro from stopping while somebody writes: a file that cannot be loaded has a fault that stands on every page
 * (integrations/content-check.ts), and all files are loaded again once it is mended.
 */
function whileWriting(loader: Loader): Loader {
  if (!import.meta.env.DEV) return loader;
  return { ...loader, load: (context) => loader.load(context).catch(() => {}) };
}

const files = (folder: string, pattern: string | string[]) =>
  whileWriting(glob({ base: `content/${folder}`, pattern }));

// Every key is explained where it is declared, in library/schemas.ts.
export const collections = {
  essays: defineCollection({
    loader: files('essays', import.meta.env.DEV ? '*.mdx' : essayFiles()),
    schema: schemas.essays,
  }),
  authors: defineCollection({ loader: files('authors', '*.yaml'), schema: schemas.authors }),
  series: defineCollection({ loader: files('series', '*.yaml'), schema: schemas.series }),
  discussions: defineCollection({
    loader: files('discussions', '*.yaml'),
    schema: schemas.discussions,
  }),
  comments: defineCollection({
    loader: commentsUrl
      ? commentsLoader(commentsUrl, () => essayFiles().map(idOf))
      : { name: 'no-comments', load: async ({ store }) => store.clear() },
    schema: snapshotSchema,
  }),
};
