import roman from './source-serif-book-roman.ttf?inline';
import italic from './source-serif-book-italic.ttf?inline';
import card from './source-serif-card.ttf?inline';

// Imported, and not read: what an edition is made of is among its modules, where incremental builds see it change.

/** The bytes of a file that was imported as a data URL. */
const bytesOf = (url: string) => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');

/** The fonts of the book, by their faces. */
export const bookFonts = { roman: bytesOf(roman), italic: bytesOf(italic) };

/** What a book says of the typeface in which it is set. */
export const typeface =
  'Source Serif 4, which Frank Grießhammer drew for Adobe, under the SIL Open Font License';

/** The font of cards and covers. */
export const cardFont = bytesOf(card);
