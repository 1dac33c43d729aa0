import { transliterate } from 'transliteration';

/** What can be an address: the letters and digits of words in a to z, and hyphens for what parts them; '' where there are none. */
export function slugOf(words: string): string {
  return transliterate(words.replace(/['’‘]/g, ''))
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
