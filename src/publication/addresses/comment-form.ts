// What the form under an essay and the engine behind it must agree on.

/** The fields of the form, by the names that the engine gives to what it stores; `trap` is for machines only. */
export const fields = {
  page: 'url',
  name: 'nick',
  parent: 'pid',
  passage: 'passage',
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

/**
 * Which passage a comment is on, as the form names it: its number, and how it begins, as far as it has words. A comment
 * is kept with both, because numbers move.
 */
export const passageName = (number: number, beginning: string): string =>
  `${number} ${beginning}`.trim();
const passage = /^(\d{1,4})(?: (.{1,49}))?$/u;

/** Characters that the engine keeps of a comment beside its words, in a field that it means for an address. */
const longestLink = 255;

/** What is kept with a comment: which one of an archive it answers, and which passage it is on, each where there is one. */
export function linkOf(answered: string | undefined, on: string | undefined): string | undefined {
  const kept = [answered, on !== undefined && passage.test(on) ? `p${on}` : undefined];
  const link = kept.filter((one) => one !== undefined).join(' ');
  return link === '' || link.length > longestLink ? answered : link;
}

/** The same as it is read again: the id of the comment that is answered, and the passage. Anything else is nothing. */
export function readLink(link: string): {
  answered?: string;
  passage?: { number: number; words: string };
} {
  const [, first, rest] = /^(archive-\S+)?(?:(?:^| )p(.+))?$/u.exec(link) ?? [];
  const [, answered] = archived.exec(first ?? '') ?? [];
  const [, number, words = ''] = passage.exec(rest ?? '') ?? [];
  return {
    ...(answered !== undefined && { answered }),
    ...(number !== undefined && { passage: { number: Number(number), words } }),
  };
}

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
