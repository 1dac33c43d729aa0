import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import { cachingOf, headersOf, policy, typeOf } from '../../src/output/hosts/policy.ts';
import { hostFiles, underBase } from '../../src/publication/addresses/paths.ts';
import type { BuiltSite } from './sites.ts';

/** What hosts know by the ending of a name; the rest is for the policy to say. */
export const types: Record<string, string> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.epub': 'application/epub+zip',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

/**
 * Serves a built site on a loopback port as the policy says: a folder by its index.html, a folder without its slash by
 * a redirect, what is not there by 404.html with status 404, and text compressed.
 *
 * @param without Names of headers that it forgets, for tests of what notices that.
 */
export async function serve(
  { dir, base }: Pick<BuiltSite, 'dir' | 'base'>,
  without: readonly string[] = [],
) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = `/${decodeURIComponent(pathname.slice(base.length))}`;
    const send = (status: number, file: string) => {
      const type = typeOf(path) ?? types[extname(file)] ?? 'application/octet-stream';
      const isCompressed =
        /text|xml|json/.test(type) && request.headers['accept-encoding']?.includes('gzip');
      response.writeHead(status, {
        ...Object.fromEntries(
          Object.entries(headersOf(path)).filter(([name]) => !without.includes(name)),
        ),
        vary: 'Accept-Encoding',
        'cache-control': status === 200 ? cachingOf(path) : policy.caching.others,
        'content-type': type,
        ...(isCompressed && { 'content-encoding': 'gzip' }),
      });
      // A reader that leaves, or a file that a build replaces meanwhile, ends this answer and nothing else.
      const through = isCompressed ? [createGzip()] : [];
      pipeline([createReadStream(file), ...through, response], () => {});
    };
    const notFound = () => send(404, join(dir, '404.html'));
    const moved = policy.redirects.find(({ from }) => from === path);
    if (moved) return response.writeHead(301, { location: underBase(moved.to, base) }).end();
    const isForHosts = hostFiles.some((name) => path.split('/')[1] === name);
    if (!pathname.startsWith(base) || isForHosts) return notFound();
    const file = join(dir, path);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isFile()) return send(200, file);
    const index = join(file, 'index.html');
    if (!statSync(index, { throwIfNoEntry: false })) return notFound();
    if (pathname.endsWith('/')) return send(200, index);
    return response.writeHead(301, { location: `${pathname}/` }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    /** The address of the home page. */
    address: `http://127.0.0.1:${port}${base}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
