import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { snapshotFile } from '../publication/addresses/paths.ts';
import { z } from 'astro/zod';
import type { ContentStats } from '../publication/model.ts';
import type { Redirect } from '../publication/redirects.ts';

/** As much of the published snapshot as is counted. */
const published = z.object({ comments: z.array(z.unknown()) });

/**
 * Says at the end of a build what was published. Comes last of all.
 *
 * @param stats What the check of the content has counted.
 * @param redirects What stands at an address that something had before is not counted again.
 */
export function summary(
  stats: () => ContentStats,
  redirects: () => readonly Redirect[],
): AstroIntegration {
  return {
    name: 'summary',
    hooks: {
      'astro:build:done'({ dir, pages, logger }) {
        const out = fileURLToPath(dir);
        const former = new Set(redirects().map(({ from }) => join(out, from)));
        const files = readdirSync(out, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
          .map(({ parentPath, name }) => join(parentPath, name))
          .filter((file) => !former.has(file));
        const snapshot = join(out, snapshotFile);
        const readers = existsSync(snapshot)
          ? published.parse(JSON.parse(readFileSync(snapshot, 'utf8'))).comments.length
          : 0;
        const cards = files.filter((file) => file.startsWith(join(out, 'cards')));
        const ofSite = readFileSync(join(out, 'cards/home.png'));
        const lines = summaryOf(stats(), {
          pages: pages.length,
          readers,
          names: files.map((file) => file.replace(/^.*[\\/]/, '')),
          withoutLetters: cards
            .filter((file) => statSync(file).size === ofSite.length)
            .filter((file) => readFileSync(file).equals(ofSite))
            .map((file) => relative(join(out, 'cards'), file).replaceAll('\\', '/'))
            .filter((card) => card !== 'home.png')
            .toSorted(),
          bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
        });
        logger.info(['Published:', ...lines].join('\n  '));
      },
    },
  };
}

/** What a build has made. */
interface Made {
  pages: number;
  /** Comments by readers. */
  readers: number;
  /** The names of all files, without those that are compressed. */
  names: readonly string[];
  /** The cards that are that of the site, as there are no letters for their own: see pages/cards. */
  withoutLetters: readonly string[];
  /** The size of all these files. */
  bytes: number;
}

export function summaryOf(
  { essays, unpublished, words, comments, waiting }: ContentStats,
  { pages, readers, names, withoutLetters, bytes }: Made,
): string[] {
  const of = (pattern: RegExp) => names.filter((name) => pattern.test(name)).length;
  return [
    `${counted(essays, 'essay')}, ${counted(words, 'word')}` +
      (unpublished > 0 ? `; ${unpublished} kept back (drafts, or of a later day)` : ''),
    `${counted(pages, 'page')}; ${counted(names.length, 'file')}, ${(bytes / 1e6).toFixed(1)} MB`,
    `${counted(of(/\.epub$/), 'book')}, ${counted(of(/^(atom\.xml|rss\.xml|feed\.json)$/), 'feed')}`,
    counted(comments + readers, 'comment') +
      (readers > 0 ? `, ${readers.toLocaleString('en')} of them by readers` : ''),
    ...(withoutLetters.length > 0
      ? [
          `${counted(withoutLetters.length, 'card')} of the site in the place of others, for whose words no font has the letters (“Make it yours” in README.md says what to install): ${withoutLetters.join(', ')}`,
        ]
      : []),
    ...waiting.map(
      ({ slug, title, published }) =>
        `content/essays/${slug}.mdx, “${title}”, waits for a build on ${published} or later`,
    ),
  ];
}

const counted = (count: number, what: string) =>
  `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
