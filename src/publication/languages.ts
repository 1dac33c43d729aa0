// By the languages in use: it is asked for every text.
const directions = new Map<string, 'ltr' | 'rtl'>();

/** In which direction a language (BCP 47) is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const known = directions.get(language);
  if (known) return known;
  const direction = new Intl.Locale(language).getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr';
  directions.set(language, direction);
  return direction;
}

/**
 * The attribute `lang` of a text: nothing where it is in the language of the text around it. Both are tags of BCP 47.
 */
export const langIn = (language: string, around: string): string | undefined =>
  language === around ? undefined : language;

/** The attribute `dir` of a text: nothing where it runs as the text around it does. */
export const dirIn = (language: string, around: string): 'ltr' | 'rtl' | undefined =>
  language === around || directionOf(language) === directionOf(around)
    ? undefined
    : directionOf(language);
