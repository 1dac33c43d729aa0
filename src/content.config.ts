import { readdirSync, readFileSync } from 'node:fs';
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
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

const yaml = (folder: string) => glob({ base: `content/${folder}`, pattern: '*.yaml' });

// Every key is explained where it is declared, in library/schemas.ts.
export const collections = {
  essays: defineCollection({
    loader: glob({
      base: essayFolder,
      pattern: import.meta.env.DEV ? '*.mdx' : essayFiles(),
    }),
    schema: schemas.essays,
  }),
  authors: defineCollection({ loader: yaml('authors'), schema: schemas.authors }),
  series: defineCollection({ loader: yaml('series'), schema: schemas.series }),
  discussions: defineCollection({ loader: yaml('discussions'), schema: schemas.discussions }),
  comments: defineCollection({
    loader: commentsUrl
      ? commentsLoader(commentsUrl, () => essayFiles().map(idOf))
      : { name: 'no-comments', load: async ({ store }) => store.clear() },
    schema: snapshotSchema,
  }),
};
