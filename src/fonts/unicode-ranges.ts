/**
 * The characters of each font file, as a CSS unicode-range; styles/fonts.css declares the same. `basic` is what
 * English prose needs, and all that most pages load. `latin` holds the accented letters and signs of the other
 * languages in Latin script, for names: a browser loads it only where one of them stands. `letters` is what titles and
 * bold words are made of; a sign that is not among them comes from `basic`. Pages that bring their letters along
 * (page-face.ts) have those of `english`, or of `western`, which are what essays in those languages are written with.
 */
export const unicodeRanges = {
  english:
    'U+20-21, U+23, U+26, U+28-29, U+2C-3B, U+3F, U+41-5A, U+61-7A, U+7C, U+A0, U+B7, U+E9, U+2013-2014, U+2018-2019, U+201C-201D, U+2026, U+21A9',
  western:
    'U+20-21, U+23, U+26, U+28-29, U+2C-3B, U+3F, U+41-5A, U+61-7A, U+7C, U+A0-A1, U+AB, U+B7, U+BB, U+BF-D6, U+D8-F6, U+F8-FF, U+152-153, U+2013-2014, U+2018-201A, U+201C-201E, U+2026, U+21A9',
  letters:
    'U+20-21, U+26, U+28-29, U+2C-3B, U+3F, U+41-5A, U+61-7A, U+A0, U+DF, U+E9, U+2011, U+2013-2014, U+2018-2019, U+201C-201D, U+2026',
  basic:
    'U+20-7E, U+A0, U+A9, U+AB, U+B7, U+BB, U+DF, U+E9, U+2010-2015, U+2018-201A, U+201C-201E, U+2026, U+2032-2033, U+2039-203A, U+2190-2193, U+21A9, U+2212',
  latin:
    'U+A1-A8, U+AA, U+AC-B6, U+B8-BA, U+BC-DE, U+E0-E8, U+EA-17F, U+18F, U+192, U+1A0-1A1, U+1AF-1B0, U+1CD-1CE, U+218-21B, U+237, U+2BC, U+2C6-2C7, U+2D8-2DD, U+1E80-1E85, U+1E9E, U+1EA0-1EF9, U+2020-2022, U+2030, U+2044, U+20AC, U+2116, U+2122',
};
