// Marks that change the direction of text, control characters and spaces without width: none can be seen, all can make
// text read as what it is not. U+FFFD is what is left of a file that is not UTF-8.
// https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
export const unseen =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u200B\u202A-\u202E\u2060\u2066-\u2069\uFFFD]/u;

// What XML 1.0, and so a feed or a book, cannot hold in any form: https://www.w3.org/TR/xml/#charsets
const notInXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

const unwanted = new RegExp(`${unseen.source}|${notInXml.source}`, 'gu');

/** A text as it can be seen, on a page, in a feed and in a book. */
export const asSeen = (text: string): string => text.toWellFormed().replace(unwanted, '');
