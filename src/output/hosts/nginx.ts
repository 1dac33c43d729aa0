import { generatedFolder, hostFiles, underBase } from '../../publication/addresses/paths.ts';
import { patternOf, type Policy } from './policy.ts';

/**
 * What nginx is to be told within the `server` block of the site. No location within the site's own may have a header:
 * it would send none of the others.
 *
 * https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header
 */
export function nginxConfig({ headers, caching, types, redirects }: Policy, base: string): string {
  const under = (path: string) => underBase(path, base);
  const hidden = hostFiles.map((name) => name.replaceAll('.', '\\.')).join('|');
  const patterns = (paths: readonly string[]) =>
    paths.map((path) => patternOf(under(path))).join('|');
  const lines = [
    'charset utf-8;',
    'gzip_static on;',
    'absolute_redirect off;',
    `error_page 403 404 =404 ${under('/404.html')};`,
    'add_header Cache-Control $caching always;',
    ...Object.entries(headers).map(([name, value]) => `add_header ${name} "${value}" always;`),
    `location ~ "^${under('/')}(?:${hidden})(?:/|$)" { return 404; }`,
    ...types.map(
      ({ type, paths }) =>
        `location ~ "^(?:${patterns(paths)})$" { charset off; types { } default_type "${type}"; }`,
    ),
    ...redirects.map(({ from, to }) => `location = ${under(from)} { return 301 ${under(to)}; }`),
  ];
  return `# For a server block whose root holds the site at ${base}.

set $caching "${caching.others}";
if ($uri ~ "^${under(generatedFolder)}") { set $caching "${caching.hashed}"; }
location ^~ ${base} {
${lines.map((line) => `\t${line}\n`).join('')}}
`;
}
