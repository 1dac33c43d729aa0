import { generatedFolder } from '../../publication/addresses/paths.ts';
import { contentPolicy, type Policy } from './policy.ts';

/**
 * The `vercel.json` that lies in the repository, because Vercel reads it before it builds: its patterns hold under
 * every base path. The last of the rules that name a header has its way.
 *
 * https://vercel.com/docs/project-configuration/vercel-json
 */
export function vercelConfig({ headers, svg, caching, types, redirects }: Policy): string {
  const rule = (source: string, some: Readonly<Record<string, string>>) => ({
    source,
    headers: Object.entries(some).map(([key, value]) => ({ key, value })),
  });
  const config = {
    $schema: 'https://openapi.vercel.sh/vercel.json',
    trailingSlash: true,
    headers: [
      rule('/(.*)', { ...headers, 'Cache-Control': caching.others }),
      rule('/(.*)\\.svg', { [contentPolicy]: svg }),
      rule(`/:base*${generatedFolder}(.*)`, { 'Cache-Control': caching.hashed }),
      ...types.flatMap(({ type, paths }) =>
        paths.map((path) => rule(`/:base*${path}`, { 'Content-Type': type })),
      ),
    ],
    redirects: redirects
      .filter(({ isOfBuild }) => !isOfBuild)
      .map(({ from, to }) => ({
        // With :base* a site at the root of its host would redirect to //….
        source: `/((?:.+/)?)${from.slice(1)}`,
        destination: `/$1${to.slice(1)}`,
        statusCode: 301,
      })),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
