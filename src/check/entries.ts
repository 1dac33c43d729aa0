import type { Prose } from './prose.ts';
import type { ParsedFile } from '../publication/text/content-files.ts';
import type { CollectionName, Data } from '../publication/schemas.ts';

/** A file whose data its schema has accepted. */
export interface Checked<Name extends CollectionName> {
  id: string;
  data: Data[Name];
  file: ParsedFile;
  /** The body of an essay or a page, taken apart. */
  prose?: Prose;
}

export type CheckedEntries = { [Name in CollectionName]: Checked<Name>[] };

/** The ids that the files of each collection give. */
export type Ids = Record<CollectionName, string[]>;

/** An empty list for each collection. */
export const noEntries = () => ({
  ...{ site: [], pages: [], essays: [], authors: [], series: [], discussions: [] },
});

/** Entries by their ids. */
export const byId = <Name extends CollectionName>(entries: readonly Checked<Name>[]) =>
  new Map(entries.map((entry) => [entry.id, entry]));
