import { getCollection, getEntry } from 'astro:content';
import { commentsUrl, snapshotId } from './addresses/paths.ts';
import { siteFile, siteId } from './collections.ts';
import type { Page, Publication, Site, Snapshot } from './model.ts';
import { publicationOf, siteOf } from './publication.ts';
import { loadedPortrait, loadedText } from './schemas.ts';

// The gateway: the only module that reads collections.

let published: Promise<Publication> | undefined;

/**
 * All that is published. Drafts and essays of a later day are not among what a build loads (see content.config.ts);
 * while writing they are shown like the rest.
 */
export function getPublication(): Promise<Publication> {
  // While somebody writes, Astro has this module loaded anew at every change of the content.
  return (published ??= readPublication());
}

async function readPublication(): Promise<Publication> {
  const [essays, authors, series, discussions, snapshot] = await Promise.all([
    getCollection('essays').then((entries) =>
      entries.map(({ id, data }) => ({ id, data: { ...data, ...loadedText.parse(data) } })),
    ),
    getCollection('authors').then((entries) =>
      entries.map(({ id, data }) => ({ id, data: { ...data, ...loadedPortrait.parse(data) } })),
    ),
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

let described: Promise<Site> | undefined;

/** What is said of the publication as a whole, and the words of the interface in its language. */
export function getSite(): Promise<Site> {
  return (described ??= readSite());
}

async function readSite(): Promise<Site> {
  const [site, essays, pages] = await Promise.all([
    getEntry('site', siteId),
    getCollection('essays'),
    getPages(),
  ]);
  if (!site) throw new Error(`${siteFile} is not loaded.`);
  return siteOf(site.data, essays.length, pages);
}

/** The pages of the folder `content/pages`, the opening of the home page (`homeId`) among them. */
export async function getPages(): Promise<Page[]> {
  const entries = await getCollection('pages');
  return entries.map(({ id, data }) => ({ ...data, ...loadedText.parse(data), id }));
}

/** The comments of readers as the build has them; nothing where the site takes none. */
export async function getSnapshot(): Promise<Snapshot | undefined> {
  return commentsUrl && (await getEntry('comments', snapshotId))?.data;
}
