import { getCollection, getEntry } from 'astro:content';
import { site as facts } from '../site.ts';
import { wordsIn } from '../words/words.ts';
import { en } from '../words/en.ts';
import { commentsUrl, snapshotId } from './addresses/paths.ts';
import { publicationOf } from './publication.ts';
import type { Publication, Site, Snapshot } from './model.ts';
import { loadedText } from './schemas.ts';

// The gateway: the only module that reads collections.

let published: Promise<Publication> | undefined;

/**
 * All that is published. Drafts and essays of a later day are not among what a build loads (see content.config.ts);
 * while writing they are shown like the rest.
 */
export function getPublication(): Promise<Publication> {
  // A build asks for every kind of page, and its content stands still; while writing it does not.
  return import.meta.env.DEV ? readPublication() : (published ??= readPublication());
}

async function readPublication(): Promise<Publication> {
  const [essays, authors, series, discussions, snapshot] = await Promise.all([
    getCollection('essays').then((entries) =>
      entries.map(({ id, data }) => ({ id, data: { ...data, ...loadedText.parse(data) } })),
    ),
    getCollection('authors'),
    getCollection('series'),
    getCollection('discussions'),
    getSnapshot(),
  ]);
  return publicationOf(
    { essays, authors, series, discussions },
    await getSite(),
    snapshot?.comments,
  );
}

/** What is said of the publication as a whole. */
export async function getSite(): Promise<Site> {
  return { ...facts, words: wordsIn(facts.language) ?? en };
}

/** The comments of readers as the build has them; nothing where the site takes none. */
export async function getSnapshot(): Promise<Snapshot | undefined> {
  return commentsUrl && (await getEntry('comments', snapshotId))?.data;
}
