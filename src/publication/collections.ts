import { schemas, type CollectionName } from './schemas.ts';

export const extensions: Record<CollectionName, string> = {
  essays: '.mdx',
  authors: '.yaml',
  series: '.yaml',
  discussions: '.yaml',
};

export const imagePattern = /\.(avif|gif|jpe?g|png|svg|webp)$/i;

export const collectionNames = Object.keys(schemas) as CollectionName[];

/** The collection that a file belongs to, where it has the folder and the ending of one. */
export function collectionOf(path: string): CollectionName | undefined {
  const [, folder, name = '', ...deeper] = path.split('/');
  const collection = collectionNames.find((candidate) => candidate === folder);
  return collection && deeper.length === 0 && name.endsWith(extensions[collection])
    ? collection
    : undefined;
}

/** The id that a file gives its entry. */
export const idOf = (path: string) => path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
