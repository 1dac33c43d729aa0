import { underBase } from '../../publication/addresses/paths.ts';
import type { Words } from '../../words/en.ts';
import type { Redirect } from '../../publication/redirects.ts';

/**
 * The page at the old place of one that has moved, for hosts that cannot redirect.
 *
 * @param origin Of the site, for search engines.
 */
export function forwardingPage(
  { to }: Redirect,
  base: string,
  words: Words,
  origin: string,
): string {
  const { title, before, link, after } = words.moved;
  const path = underBase(to, base);
  return `<!doctype html>
<html lang="${words.language}">
<meta charset="utf-8">
<title>${title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="${new URL(path.replace(/#.*$/, ''), origin).href}">
<meta http-equiv="refresh" content="0; url=${path}">
<p>${before}<a href="${path}">${link}</a>${after}</p>
</html>
`;
}
