import { generatedFolder, hostFiles, underBase } from '../library/paths.ts';
import { patternOf, type Policy } from './policy.ts';

/**
 * What Caddy is to be told within the block of the site.
 *
 * https://caddyserver.com/docs/caddyfile/directives
 */
export function caddyConfig({ headers, caching, types, redirects }: Policy, base: string): string {
  const under = (path: string) => underBase(path, base);
  return `# For the block of the site. The root of that block holds the site at ${base}.

header {
${Object.entries(headers)
  .map(([name, value]) => `\t${name} "${value}"\n`)
  .join('')}}

@hashed {
	path ${under(generatedFolder)}*
	file
}
@others not {
	path ${under(generatedFolder)}*
	file
}
header @hashed Cache-Control "${caching.hashed}"
header @others Cache-Control "${caching.others}"

${types
  .map(
    ({ type, paths }, index) =>
      `@type${index} path_regexp ^(?:${paths.map((path) => patternOf(under(path))).join('|')})$
header @type${index} Content-Type "${type}"\n`,
  )
  .join('')}
${redirects.map(({ from, to }) => `redir ${under(from)} ${under(to)} 301\n`).join('')}
file_server {
	hide ${hostFiles.join(' ')}
	precompressed br gzip
}

handle_errors {
	rewrite * ${under('/404.html')}
	file_server
}
`;
}
