/** What is said of essays that nobody signed, where an author has a standfirst. */
export const unsignedStandfirst = 'Essays that carry no name in the copies that we have.';

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
 * Authors by the first letters of their surnames, without accents and in capitals, in the order in which they come;
 * under "Others" where that is no letter from A to Z.
 */
export function byInitial<Person extends { surname: string }>(
  authors: readonly Person[],
): Map<string, Person[]> {
  return Map.groupBy(authors, ({ surname }) => {
    const letter = surname.normalize('NFD').charAt(0).toUpperCase();
    return /[A-Z]/.test(letter) ? letter : 'Others';
  });
}

/** "Ann Phillips", "Ann Phillips and Rob Hicks", or "Unsigned" where nobody signed. */
export function namesOf(authors: readonly { name: string }[], language: string): string {
  const [first, ...others] = authors;
  if (!first) return 'Unsigned';
  if (others.length === 0) return first.name;
  return new Intl.ListFormat(language).format(authors.map(({ name }) => name));
}
