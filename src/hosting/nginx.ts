import { generatedFolder, hostFiles, underBase } from '../library/paths.ts';
import { patternOf, type Policy } from './policy.ts';

/**
 * What nginx is to be told within the `server` block of the site. Headers stand there alone: a `location` with a header
 * of its own would send none of the others.
 *
 * https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header
 */
export function nginxConfig({ headers, caching, types, redirects }: Policy, base: string): string {
  const under = (path: string) => underBase(path, base);
  const hidden = hostFiles.map((name) => name.replaceAll('.', '\\.')).join('|');
  return `# For the server block of the site. The root of that block holds the site at ${base}.

charset utf-8;
gzip_static on;
absolute_redirect off;
error_page 403 404 =404 ${under('/404.html')};

set $caching "${caching.others}";
if ($uri ~ "^${under(generatedFolder)}") { set $caching "${caching.hashed}"; }
add_header Cache-Control $caching always;
${Object.entries(headers)
  .map(([name, value]) => `add_header ${name} "${value}" always;\n`)
  .join('')}
location ~ "^${under('/')}(?:${hidden})(?:/|$)" { return 404; }
${types
  .map(
    ({ type, paths }) =>
      `location ~ "^(?:${paths.map((path) => patternOf(under(path))).join('|')})$" { charset off; types { } default_type "${type}"; }\n`,
  )
  .join('')}${redirects
    .map(({ from, to }) => `location = ${under(from)} { return 301 ${under(to)}; }\n`)
    .join('')}`;
}
