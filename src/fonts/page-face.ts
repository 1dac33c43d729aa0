import english from './source-serif-english-page.woff2?inline';
import western from './source-serif-western-page.woff2?inline';
import { unicodeRanges } from './unicode-ranges.ts';

/** Languages that are written with the letters of `western`. */
const languages = 'ca da de es fi fr ga gl is it nb nl nn no pt sv'.split(' ');

/**
 * The roman of the typeface as a page brings it along in its style sheet, with the letters of its languages: what is read
 * first needs no second request. A sign that is not among them comes from the files that all pages share, as do italics,
 * bold words and large titles.
 *
 * @param of The languages of the page and of what stands on it, BCP 47.
 * @returns Rules that follow those of fonts.css, or nothing where the letters of one of the languages are others.
 */
export function pageFace(of: readonly string[]): string | undefined {
  const codes = of.map((language) => new Intl.Locale(language).language);
  const isEnglish = codes.every((code) => code === 'en');
  if (!isEnglish && !codes.every((code) => code === 'en' || languages.includes(code)))
    return undefined;
  const source = `src:url(${isEnglish ? english : western});`;
  const range = `unicode-range:${unicodeRanges[isEnglish ? 'english' : 'western'].replaceAll(' ', '')}`;
  // The other stands in for the display cut until that is there, as in shared-letters.css; written twice, it is sent once.
  return `/* © Adobe, OFL 1.1 */@font-face{font-family:Source Serif;${source}${range}}@media (width>=40em){@font-face{font-family:Text as Display;${source}size-adjust:87.3%;ascent-override:118.7%;descent-override:38.4%;line-gap-override:0%}}`;
}
