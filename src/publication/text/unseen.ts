// Marks that change the direction of text, control characters and spaces without width: none can be seen, all can make
// text read as what it is not. U+FFFD is what is left of a file that is not UTF-8.
// https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
export const unseen =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u200B\u202A-\u202E\u2060\u2066-\u2069\uFFFD]/u;
