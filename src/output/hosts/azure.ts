import { generatedFolder, underBase } from '../../publication/addresses/paths.ts';
import { contentPolicy, type Policy } from './policy.ts';

/**
 * The `staticwebapp.config.json` of Azure Static Web Apps. Its patterns have one asterisk, at their end, before an
 * ending of names at most.
 *
 * https://learn.microsoft.com/azure/static-web-apps/configuration
 */
export function azureConfig(policy: Policy, base: string): string {
  const { headers, svg, caching, types, redirects } = policy;
  const routeOf = (path: string) => underBase(path.replace(/:.*(?=\.)/, '*'), base);
  const config = {
    trailingSlash: 'always',
    globalHeaders: { ...headers, 'Cache-Control': caching.others },
    routes: [
      ...redirects.map(({ from, to }) => ({
        route: underBase(from, base),
        redirect: underBase(to, base),
        statusCode: 301,
      })),
      // The first that matches holds alone.
      {
        route: underBase(`${generatedFolder}*.svg`, base),
        headers: { 'Cache-Control': caching.hashed, [contentPolicy]: svg },
      },
      { route: underBase('/*.svg', base), headers: { [contentPolicy]: svg } },
      {
        route: `${underBase(generatedFolder, base)}*`,
        headers: { 'Cache-Control': caching.hashed },
      },
      ...types.flatMap(({ type, paths }) =>
        paths.map((path) => ({ route: routeOf(path), headers: { 'Content-Type': type } })),
      ),
    ],
    responseOverrides: { '404': { rewrite: '/404.html' } },
    mimeTypes: { '.epub': 'application/epub+zip', '.woff2': 'font/woff2' },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
