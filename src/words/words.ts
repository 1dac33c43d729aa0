import { en, type Words } from './en.ts';
import { fr } from './fr.ts';

const dictionaries: Readonly<Record<string, Words>> = { en, fr };

/** The languages in which the interface has words, by their primary subtags (BCP 47). */
export const languagesOfWords = Object.keys(dictionaries);

/**
 * The words of a language, with dates and numbers as its region writes them: those of `en` for `en-GB`.
 *
 * @param language BCP 47.
 * @returns Nothing where the interface has no words in it.
 */
export function wordsIn(language: string): Words | undefined {
  const words = dictionaries[new Intl.Locale(language).language];
  return words && { ...words, language };
}
