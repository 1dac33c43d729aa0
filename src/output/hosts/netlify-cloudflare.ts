import { generatedFolder, underBase } from '../../publication/addresses/paths.ts';
import { contentPolicy, type Policy } from './policy.ts';

/**
 * The `_headers` of Netlify and Cloudflare. Where two rules name one header, Cloudflare sends both values in one: so no
 * rule repeats a header but the content security policy, where a browser obeys both, and pages get the `Cache-Control` that both hosts send by themselves.
 *
 * https://docs.netlify.com/manage/routing/headers/
 * https://developers.cloudflare.com/pages/configuration/headers/
 */
export function headersFile({ headers, svg, caching, types }: Policy, base: string): string {
  const rule = (path: string, some: Readonly<Record<string, string>>) =>
    [underBase(path, base), ...Object.entries(some).map(([name, value]) => `  ${name}: ${value}`)]
      .map((line) => `${line}\n`)
      .join('');
  return [
    rule('/*', headers),
    rule('/*.svg', { [contentPolicy]: svg }),
    rule(`${generatedFolder}*`, { 'Cache-Control': caching.hashed }),
    ...types.flatMap(({ type, paths }) =>
      paths.map((path) => rule(path, { 'Content-Type': type })),
    ),
  ].join('\n');
}

/**
 * The `_redirects` of Netlify and Cloudflare. Only with a mark does Netlify redirect where a page lies, the one that
 * forwards; Cloudflare does so without, and skips a line that has the mark.
 *
 * https://docs.netlify.com/manage/routing/redirects/overview/
 * https://developers.cloudflare.com/pages/configuration/redirects/
 */
export function redirectsFile({ redirects }: Policy, base: string): string {
  return redirects
    .flatMap(({ from, to }) =>
      ['301!', '301'].map(
        (status) => `${underBase(from, base)} ${underBase(to, base)} ${status}\n`,
      ),
    )
    .join('');
}
