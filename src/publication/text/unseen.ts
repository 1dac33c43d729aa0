// What cannot be seen and makes text read as what it is not: control characters, marks of direction, spaces without
// width, tags, halves of characters. U+FFFD is what is left of a file that is not UTF-8.
// https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
const never =
  '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180E\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164\\uD800-\\uDFFF\\uFEFF\\uFFA0\\uFFF0-\\uFFFD\\uFFFE\\uFFFF]';

// Letters of these scripts join, or do not, by a sign without width between them, as in Persian and Hindi.
const scripts = [
  ...['Arab', 'Syrc', 'Mong', 'Nkoo', 'Mand', 'Rohg', 'Adlm', 'Deva', 'Beng', 'Guru', 'Gujr'],
  ...['Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh', 'Khmr', 'Mymr', 'Tibt', 'Java', 'Bali'],
];
const joins = `(?<![${scripts.map((script) => `\\p{scx=${script}}`).join('')}])`;

// https://www.unicode.org/reports/tr51/#Emoji_ZWJ_Sequences: a family of several; a flag of a part of a country.
const joinsEmoji =
  '(?!(?<=[\\p{Extended_Pictographic}\\uFE0F\\p{Emoji_Modifier}]\\u200D)\\p{Extended_Pictographic})';
const isOfFlag = '(?<!\\u{1F3F4}[\\u{E0020}-\\u{E007E}]*)';

/** A character that no text of a publication may have. */
export const unseen = new RegExp(
  `${never}|${joins}\\u200C|${joins}\\u200D${joinsEmoji}|${isOfFlag}[\\u{E0000}-\\u{E007F}]`,
  'u',
);

// What XML 1.0, and so a feed or a book, cannot hold in any form: https://www.w3.org/TR/xml/#charsets
const notInXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

const unwanted = new RegExp(`${unseen.source}|${notInXml.source}`, 'gu');

/** A text as it can be seen, on a page, in a feed and in a book. */
export const asSeen = (text: string): string => text.toWellFormed().replace(unwanted, '');
