import { generatedFolder, hostFiles, underBase } from '../../publication/addresses/paths.ts';
import { contentPolicy, patternOf, type Policy } from './policy.ts';

/**
 * The `.htaccess` that Apache reads from the folder of the site, where `AllowOverride` lets it set `FileInfo`. What needs
 * a module is left out where Apache is without it: headers and rewrite say most.
 *
 * https://httpd.apache.org/docs/2.4/howto/htaccess.html
 */
export function apacheConfig(policy: Policy, base: string): string {
  return [
    `ErrorDocument 404 ${underBase('/404.html', base)}
AddDefaultCharset utf-8
`,
    within('mime', 'AddCharset utf-8 .css .js .json .svg .txt .xml\n'),
    within('headers', headerLines(policy, base)),
    within('rewrite', rewriteLines(policy, base)),
    // Without rewrite the pages that forward stand where redirects begin.
    within('!rewrite', within('alias', `RedirectMatch 404 /(?:${hidden})(?:/|$)\n`)),
    typeLines(policy),
  ].join('\n');
}

const hidden = hostFiles.map((name) => name.replaceAll('.', '\\.')).join('|');

/** Lines for an Apache that has a module, or, after `!`, has it not. */
function within(module: string, lines: string): string {
  const name = module.replace(/^(!?)(.*)$/, '$1mod_$2.c');
  return `<IfModule ${name}>\n${lines.replace(/^(?=.)/gm, '\t')}</IfModule>\n`;
}

function headerLines({ headers, svg, caching }: Policy, base: string): string {
  // Compressed files are named after a rewrite.
  const always = (name: string, value: string, path?: string) =>
    `Header always set ${name} "${value}"${path === undefined ? '' : ` "expr=%{REQUEST_URI} =~ m#${path}#"`}\n`;
  return [
    ...Object.entries(headers).map(([name, value]) => always(name, value)),
    always('Cache-Control', caching.others),
    always('Cache-Control', caching.hashed, `^${patternOf(underBase(generatedFolder, base))}`),
    always(contentPolicy, svg, '\\.svg(?:\\.br|\\.gz)?$'),
    'Header always merge Vary Accept-Encoding\n',
  ].join('');
}

function rewriteLines({ redirects }: Policy, base: string): string {
  const compressed = Object.entries({ br: 'br', gzip: 'gz' })
    .map(
      ([encoding, ending]) => `RewriteCond %{HTTP:Accept-Encoding} \\b${encoding}\\b
RewriteCond %{REQUEST_FILENAME}.${ending} -f
RewriteRule ^(.+)$ $1.${ending} [L]
`,
    )
    .join('');
  return `RewriteEngine On
${redirects
  .map(
    ({ from, to }) =>
      `RewriteRule ^${patternOf(from.slice(1))}$ ${underBase(to, base)} [R=301,L,NE]\n`,
  )
  .join('')}RewriteRule ^(?:${hidden})(?:/|$) - [R=404,L]
# A folder without a page is nothing.
RewriteCond %{REQUEST_FILENAME} -d
RewriteCond %{REQUEST_FILENAME}/index.html !-f
RewriteRule ^ - [R=404,L]
# The compressed file beside a file, to those who take it, where Apache can say that it is one.
${within('mime', `${within('headers', compressed)}AddEncoding br .br\nRemoveLanguage .br\nAddEncoding gzip .gz\nRemoveType .gz\n`)}`;
}

function typeLines({ types }: Policy): string {
  return types
    .map(({ type, paths }) => {
      const names = [...new Set(paths.map((path) => patternOf(path.replace(/^.*\//, ''))))].join(
        '|',
      );
      return `<FilesMatch "^(?:${names})(?:\\.br|\\.gz)?$">\n\tForceType "${type}"\n</FilesMatch>\n`;
    })
    .join('');
}
