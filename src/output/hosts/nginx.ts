import { generatedFolder, hostFiles, underBase } from '../../publication/addresses/paths.ts';
import { contentPolicy, patternOf, type Policy } from './policy.ts';

/**
 * What nginx is to be told within the `server` block of the site. No location within the site's own may have a header:
 * it would send none of the others.
 *
 * https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header
 */
export function nginxConfig(
  { headers, svg, caching, types, redirects }: Policy,
  base: string,
): string {
  const under = (path: string) => underBase(path, base);
  const hidden = hostFiles.map((name) => name.replaceAll('.', '\\.')).join('|');
  const patterns = (paths: readonly string[]) =>
    paths.map((path) => patternOf(under(path))).join('|');
  const lines = [
    'charset utf-8;',
    'gzip_static on;',
    'gzip_vary on;',
    'absolute_redirect off;',
    `error_page 403 404 =404 ${under('/404.html')};`,
    'add_header Cache-Control $caching always;',
    'add_header Content-Security-Policy $policy always;',
    ...Object.entries(headers)
      .filter(([name]) => name !== contentPolicy)
      .map(([name, value]) => `add_header ${name} "${value}" always;`),
    `location ~ "^${patternOf(under('/'))}(?:${hidden})(?:/|$)" { return 404; }`,
    ...types.map(
      ({ type, paths }) =>
        `location ~ "^(?:${patterns(paths)})$" { charset off; types { } default_type "${type}"; }`,
    ),
    ...redirects.map(({ from, to }) => `location = ${under(from)} { return 301 ${under(to)}; }`),
  ];
  return `# For a server block whose root holds the site at ${base}.

set $caching "${caching.others}";
if ($uri ~ "^${patternOf(under(generatedFolder))}") { set $caching "${caching.hashed}"; }
set $policy "${headers[contentPolicy]}";
if ($uri ~ "\\.svg$") { set $policy "${svg}"; }
location ^~ ${base} {
${lines.map((line) => `\t${line}\n`).join('')}}
`;
}
