import { generatedFolder, hostFiles, underBase } from '../../publication/addresses/paths.ts';
import { patternOf, type Policy } from './policy.ts';

/**
 * The `.htaccess` that Apache reads from the folder of the site, where `AllowOverride` lets it set `FileInfo`. It needs
 * the modules headers and rewrite.
 *
 * https://httpd.apache.org/docs/2.4/howto/htaccess.html
 */
export function apacheConfig({ headers, caching, types, redirects }: Policy, base: string): string {
  const under = (path: string) => underBase(path, base);
  const hidden = hostFiles.map((name) => name.replaceAll('.', '\\.')).join('|');
  const nameOf = (path: string) => path.replace(/^.*\//, '');
  return `ErrorDocument 404 ${under('/404.html')}
AddDefaultCharset utf-8
AddCharset utf-8 .css .js .json .svg .txt .xml

${Object.entries({ ...headers, 'Cache-Control': caching.others })
  .map(([name, value]) => `Header always set ${name} "${value}"\n`)
  .join(
    '',
  )}Header always set Cache-Control "${caching.hashed}" "expr=%{REQUEST_URI} =~ m#^${under(generatedFolder)}#"
Header always merge Vary Accept-Encoding

RewriteEngine On
${redirects
  .map(({ from, to }) => `RewriteRule ^${patternOf(from.slice(1))}$ ${under(to)} [R=301,L,NE]\n`)
  .join('')}RewriteRule ^(?:${hidden})(?:/|$) - [R=404,L]
# A folder without a page is nothing.
RewriteCond %{REQUEST_FILENAME} -d
RewriteCond %{REQUEST_FILENAME}/index.html !-f
RewriteRule ^ - [R=404,L]
# The compressed file beside a file, to those who take it.
${[
  ['br', 'br'],
  ['gzip', 'gz'],
]
  .map(
    ([encoding, ending]) => `RewriteCond %{HTTP:Accept-Encoding} \\b${encoding}\\b
RewriteCond %{REQUEST_FILENAME}.${ending} -f
RewriteRule ^(.+)$ $1.${ending} [L]
`,
  )
  .join('')}
AddEncoding br .br
RemoveLanguage .br
AddEncoding gzip .gz
RemoveType .gz
${types
  .map(({ type, paths }) => {
    const names = [...new Set(paths.map((path) => patternOf(nameOf(path))))].join('|');
    return `<FilesMatch "^(?:${names})(?:\\.br|\\.gz)?$">\n\tForceType "${type}"\n</FilesMatch>\n`;
  })
  .join('')}`;
}
