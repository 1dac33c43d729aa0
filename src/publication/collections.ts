import { schemas, type CollectionName } from './schemas.ts';

/** The collections whose entries have a text in MDX below their frontmatter. */
const textCollections = ['essays', 'pages'] as const satisfies CollectionName[];
export type TextCollection = (typeof textCollections)[number];

export const hasBody = (name: CollectionName): name is TextCollection =>
  textCollections.some((one) => one === name);

/** The ending of the files of a collection. */
export const extensionOf = (name: CollectionName) => (hasBody(name) ? '.mdx' : '.yaml');

export const imagePattern = /\.(avif|gif|jpe?g|png|svg|webp)$/i;

export const collectionNames = Object.keys(schemas) as CollectionName[];

/** The one entry of the collection `site`, and its file. */
export const siteId = 'site';
export const siteFile = 'content/site.yaml';

/** The page whose text opens the home page; it has no page of its own. */
export const homeId = 'home';

/** The page that says what a retelling is: retellings lead to it, and books with retellings repeat it. */
export const retellingId = 'retelling';

/** The collections whose entries are the files of a folder. */
export const folders = collectionNames.filter((name) => name !== 'site');

/** The collection that a file belongs to, where it has the folder and the ending of one. */
export function collectionOf(path: string): CollectionName | undefined {
  if (path === siteFile) return 'site';
  const [, folder, name = '', ...deeper] = path.split('/');
  const collection = folders.find((candidate) => candidate === folder);
  return collection && deeper.length === 0 && name.endsWith(extensionOf(collection))
    ? collection
    : undefined;
}

/** The id that a file gives its entry. */
export const idOf = (path: string) => path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
