// What the form under an essay and the engine behind it must agree on.

/** The fields of the form, by the names that the engine gives to what it stores; `trap` is for machines only. */
export const fields = {
  page: 'url',
  name: 'nick',
  parent: 'pid',
  text: 'comment',
  trap: 'subject',
} as const;

/** Characters of a name. */
export const longestName = 60;

/** Characters of a comment: about 800 words, as long as an essay. */
export const longestComment = 5000;

/** Characters as a reader counts them, near enough: code points. */
export const lengthOf = (text: string): number => [...text].length;

/** How a reader names the comment of an archive that is answered; others have numbers. */
export const archivedName = (id: string): string => `archive-${id}`;
export const archived = /^archive-([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** What can become of a comment that is sent; each has a sentence in the words of the interface. */
export const outcomes = [
  'received',
  'incomplete',
  'long',
  'pageless',
  'unanswerable',
  'repeated',
  'hasty',
  'mechanical',
  'unreachable',
] as const;

export type Outcome = (typeof outcomes)[number];
