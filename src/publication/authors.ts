import type { Words } from '../words/en.ts';
import type { Essay } from './model.ts';

/** Sorted by surname, then by name, as the site's language sorts. */
export function bySurname<Person extends { name: string; surname: string }>(
  authors: readonly Person[],
  language: string,
): Person[] {
  const collator = new Intl.Collator(language);
  return authors.toSorted(
    (a, b) => collator.compare(a.surname, b.surname) || collator.compare(a.name, b.name),
  );
}

/**
 * Authors by the first letters of their surnames, without accents and in capitals, in the order in which they come.
 *
 * @param others The name of the group of those whose surname begins with no letter from A to Z.
 */
export function byInitial<Person extends { surname: string }>(
  authors: readonly Person[],
  others: string,
): Map<string, Person[]> {
  return Map.groupBy(authors, ({ surname }) => {
    const letter = surname.normalize('NFD').charAt(0).toUpperCase();
    return /[A-Z]/.test(letter) ? letter : others;
  });
}

/** The path of a picture beside the file of an author: `./ann.jpg`, whether or not its writer began it so. */
export const besideIt = (file: string): string => (/^(\.\/|\/)/.test(file) ? file : `./${file}`);

/** What is said of the essays that nobody signed, where an author has a standfirst. */
export function unsignedDescription(unsigned: readonly Pick<Essay, 'kind'>[], words: Words) {
  return words.authors.unsignedDescription(unsigned.every(({ kind }) => kind !== 'original'));
}

/** "Ann Doe", "Ann Doe and Bob Coe", or "Unsigned" where nobody signed. */
export function namesOf(authors: readonly { name: string }[], words: Words): string {
  const [first, ...others] = authors;
  if (!first) return words.authorship.unsigned;
  if (others.length === 0) return first.name;
  return new Intl.ListFormat(words.language).format(authors.map(({ name }) => name));
}

/** "Doe, Ann", as libraries sort. Where the surname is in the name twice, as in Ford Madox Ford, it is the last that counts. */
export function sortedAs({ name, surname }: { name: string; surname: string }): string {
  const at = name.lastIndexOf(surname);
  const rest = at === -1 ? name : `${name.slice(0, at)} ${name.slice(at + surname.length)}`;
  const others = rest.replace(/\s+/g, ' ').trim();
  return others === '' ? surname : `${surname}, ${others}`;
}
