import { wordsIn } from '../words/words.ts';
import { paths, routes } from './addresses/paths.ts';
import { bySurname } from './authors.ts';
import type {
  Author,
  Essay,
  Page,
  Publication,
  ReadersComment,
  Series,
  Site,
  Topic,
} from './model.ts';
import { archiveOf, discussionOf } from './discussions.ts';
import { digestOf } from './cache-keys.ts';
import { inReadingOrder } from './essays.ts';
import type { CollectionName, Data, LoadedText, TextPicture } from './schemas.ts';
import { inAlphabet } from './topics.ts';
import { inOrderOfPublication, partAt } from './series.ts';
import { slugOf } from './slugs.ts';

/** An entry of a collection as its loader and its schema leave it: other entries are named by their ids. */
export interface Entry<Name extends CollectionName> {
  id: string;
  data: Name extends 'essays' | 'pages'
    ? Data[Name] & LoadedText
    : Name extends 'authors'
      ? Data[Name] & { portrait?: TextPicture | undefined }
      : Data[Name];
}

/** What a publication is made of, besides the words about it. */
export type Entries = {
  [Name in Exclude<CollectionName, 'site' | 'pages'>]: readonly Entry<Name>[];
};

/**
 * Resolves the references between the entries. An essay that is not among them is not published (that it exists is
 * for the checks of content to say): what refers to it leaves it out, and what would then be empty is left out too.
 *
 * @param comments What readers of the site have written, of all essays.
 * @throws where an essay names an author who is not there.
 */
export function publicationOf(
  entries: Entries,
  site: Site,
  comments: readonly ReadersComment[] = [],
): Publication {
  const authors = new Map<string, Author>(
    entries.authors.map(({ id, data }) => [
      id,
      { ...data, id, essays: [], digest: digestOf([id, data]) },
    ]),
  );
  const archives = new Map(entries.discussions.map(({ id, data }) => [id, data]));
  const commentsOf = Map.groupBy(comments, ({ essay }) => essay);

  const essays = new Map<string, Essay>();
  for (const { id, data } of entries.essays) {
    // Comments stay under the name that the essay had when they were written.
    const names = [...new Set([...(data.formerly ?? []), id])];
    const live = names.flatMap((name) => commentsOf.get(name) ?? []);
    const archive = archives.get(id);
    const discussion = discussionOf(
      archive && archiveOf(archive, data.passages),
      live,
      data.passages,
    );
    essays.set(id, {
      ...data,
      slug: id,
      language: data.language ?? site.language,
      authors: data.authors.map((author) => {
        const known = authors.get(author);
        if (!known) throw new Error(`content/essays/${id}.mdx: there is no author "${author}".`);
        return known;
      }),
      topics: [],
      answers: [],
      answeredBy: [],
      digest: digestOf([id, data, archive, live]),
      ...(discussion.count > 0 && { discussion }),
    });
  }
  const published = (slugs: readonly string[]) =>
    slugs.map((slug) => essays.get(slug)).filter((essay) => essay !== undefined);

  const series = inOrderOfPublication(
    entries.series
      .map(({ id, data }): Series => ({
        ...data,
        id,
        essays: published(data.essays),
        digest: digestOf([id, data]),
      }))
      .filter((one) => one.essays.length > 0),
  );
  for (const one of series) {
    for (const [index, essay] of one.essays.entries()) essay.part = partAt(index, one);
  }

  const inOrder = inReadingOrder([...essays.values()], series, site.language);
  const data = new Map(entries.essays.map((entry) => [entry.id, entry.data]));
  for (const essay of inOrder) {
    for (const author of essay.authors) author.essays.push(essay);
    for (const { essay: slug, how } of data.get(essay.slug)?.answers ?? []) {
      const other = essays.get(slug);
      if (!other) continue;
      essay.answers.push({ essay: other, how });
      other.answeredBy.push({ essay, how });
    }
  }
  const topics = topicsOf(inOrder, (slug) => data.get(slug)?.topics);
  return {
    site,
    navigation: navigationOf(site, series, topics.length > 0),
    essays: inOrder,
    authors: bySurname(
      [...authors.values()].filter((author) => author.essays.length > 0),
      site.language,
    ),
    series,
    topics: inAlphabet(topics, site.language),
  };
}

/** Joins essays and the topics that they name. */
function topicsOf(
  essays: readonly Essay[],
  namedBy: (slug: string) => readonly string[] | undefined,
): Topic[] {
  const topics = new Map<string, Topic>();
  for (const essay of essays) {
    for (const title of namedBy(essay.slug) ?? []) {
      const id = slugOf(title);
      const topic = topics.get(id) ?? { id, title, essays: [], digest: digestOf([id, title]) };
      topics.set(id, topic);
      topic.essays.push(essay);
      essay.topics.push(topic);
    }
  }
  return [...topics.values()];
}

/** What the navigation shows: what its names mean, as far as it is there. */
function navigationOf(
  site: Site,
  series: readonly Series[],
  hasTopics: boolean,
): Publication['navigation'] {
  const { words, pages } = site;
  const places = new Map([
    ['essays', { name: words.site.essays, path: paths.essays }],
    ['authors', { name: words.site.authors, path: paths.authors }],
    ['search', { name: words.site.search, path: paths.search }],
    ...pages.map(
      ({ id, title }) => [id, { name: title, path: paths.page(routes.page(id)) }] as const,
    ),
  ]);
  const [only, ...more] = series;
  if (only) {
    const path = more.length === 0 ? paths.series(only.id) : paths.allSeries;
    places.set('series', { name: words.site.series, path });
  }
  if (hasTopics) places.set('topics', { name: words.site.topics, path: paths.topics });
  return site.navigation.flatMap((name) => places.get(name) ?? []);
}

/**
 * What is said of the publication as a whole, with its numbers counted.
 *
 * @param essays How many are published.
 */
export function siteOf(
  { subtitle = '', description, ...data }: Data['site'],
  essays: number,
  pages: readonly Page[],
): Site {
  const words = wordsIn(data.language);
  if (!words) throw new Error(`The interface has no words in ${data.language}.`);
  const number = words.numberOfEssays(essays);
  const capital = number.charAt(0).toLocaleUpperCase(data.language) + number.slice(1);
  const counted = (text: string) =>
    text.replaceAll('{essays}', number).replaceAll('{Essays}', capital);
  return {
    ...data,
    subtitle: counted(subtitle),
    description: counted(description),
    pages: pages.flatMap(({ id, title }) => (title === undefined ? [] : [{ id, title }])),
    words,
  };
}
