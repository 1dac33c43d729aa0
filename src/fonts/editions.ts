import roman from './source-serif-book-roman.ttf?inline';
import italic from './source-serif-book-italic.ttf?inline';
import card from './source-serif-card.ttf?inline';
import arabicCard from './noto-naskh-arabic-card.ttf?inline';
import hebrewCard from './noto-serif-hebrew-card.ttf?inline';

// Imported, and not read: what an edition is made of is among its modules, where incremental builds see it change.

/** The bytes of a file that was imported as a data URL. */
const bytesOf = (url: string) => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');

/** The fonts of the book, by their faces. */
export const bookFonts = { roman: bytesOf(roman), italic: bytesOf(italic) };

/** What a book says of the typeface in which it is set. */
export const typeface =
  'Source Serif 4, which Frank Grießhammer drew for Adobe, under the SIL Open Font License';

/** The fonts of cards and covers: a letter is set in the first that has it. */
export const cardFonts = [bytesOf(card), bytesOf(arabicCard), bytesOf(hebrewCard)];
