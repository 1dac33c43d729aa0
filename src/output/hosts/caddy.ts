import { generatedFolder, hostFiles, underBase } from '../../publication/addresses/paths.ts';
import { contentPolicy, patternOf, type Policy } from './policy.ts';

/**
 * What Caddy is to be told within the block of the site.
 *
 * https://caddyserver.com/docs/caddyfile/directives
 */
export function caddyConfig(
  { headers, svg, caching, types, redirects }: Policy,
  base: string,
): string {
  const under = (path: string) => underBase(path, base);
  const patterns = (paths: readonly string[]) =>
    paths.map((path) => patternOf(under(path))).join('|');
  const hashed = `{
		path ${under(generatedFolder)}*
		file
	}`;
  const lines = [
    ...Object.entries(headers)
      .filter(([name]) => name !== contentPolicy)
      .map(([name, value]) => `header ${name} "${value}"`),
    '@svg path *.svg',
    `header @svg ${contentPolicy} "${svg}"`,
    '@pages not path *.svg',
    `header @pages ${contentPolicy} "${headers[contentPolicy]}"`,
    `@hashed ${hashed}`,
    `header @hashed Cache-Control "${caching.hashed}"`,
    `@others not ${hashed}`,
    `header @others Cache-Control "${caching.others}"`,
    ...types.flatMap(({ type, paths }, index) => [
      `@type${index} path_regexp ^(?:${patterns(paths)})$`,
      `header @type${index} Content-Type "${type}"`,
    ]),
    ...redirects.map(({ from, to }) => `redir ${under(from)} ${under(to)} 301`),
    `file_server {
		hide ${hostFiles.join(' ')}
		precompressed br gzip
	}`,
  ];
  return `# For the block of a site whose root holds this site at ${base}.

${base === '/' ? '' : `redir ${base.slice(0, -1)} ${base} 308\n`}handle ${base}* {
${lines.map((line) => `\t${line}\n`).join('')}}
handle_errors {
	handle ${base}* {
		rewrite * ${under('/404.html')}
		file_server
	}
}
`;
}
