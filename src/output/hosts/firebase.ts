import { generatedFolder, hostFiles } from '../../publication/addresses/paths.ts';
import { contentPolicy, type Policy } from './policy.ts';

/**
 * The `firebase.json` that lies in the repository, because the Firebase CLI reads it there: its patterns hold under
 * every base path. The last of the rules that name a header has its way.
 *
 * https://firebase.google.com/docs/hosting/full-config
 */
export function firebaseConfig({ headers, svg, caching, types, redirects }: Policy): string {
  const rule = (source: string, some: Readonly<Record<string, string>>) => ({
    source,
    headers: Object.entries(some).map(([key, value]) => ({ key, value })),
  });
  const config = {
    hosting: {
      public: 'dist',
      ignore: [...hostFiles.map((name) => `**/${name}`), '**/.hosting/**', '**/*.br', '**/*.gz'],
      trailingSlash: true,
      headers: [
        rule('**', { ...headers, 'Cache-Control': caching.others }),
        rule('**/*.svg', { [contentPolicy]: svg }),
        rule(`**${generatedFolder}**`, { 'Cache-Control': caching.hashed }),
        ...types.flatMap(({ type, paths }) =>
          paths.map((path) => rule(`**${path.replaceAll(/:\w+/g, '*')}`, { 'Content-Type': type })),
        ),
      ],
      redirects: redirects
        .filter(({ isOfBuild }) => !isOfBuild)
        .map(({ from, to }) => ({
          source: `/:base*${from}`,
          destination: `/:base*${to}`,
          type: 301,
        })),
    },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
