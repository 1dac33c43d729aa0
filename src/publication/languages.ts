/** In which direction a language (BCP 47) is written. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  new Intl.Locale(language).getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr';

/**
 * The attribute `lang` of a text: nothing where it is in the language of the text around it. Both are tags of BCP 47.
 */
export const langIn = (language: string, around: string): string | undefined =>
  language === around ? undefined : language;

/** The attribute `dir` of a text: nothing where it runs as the text around it does. */
export const dirIn = (language: string, around: string): 'ltr' | 'rtl' | undefined =>
  directionOf(language) === directionOf(around) ? undefined : directionOf(language);
