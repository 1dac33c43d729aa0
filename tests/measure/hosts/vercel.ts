import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { types } from '../../support/server.ts';
import type { Host } from './host.ts';
import { freePort } from './process.ts';
import { byPath, folderOf, installed, served } from './vendors.ts';

const library = { name: '@vercel/routing-utils', version: '6.6.0' };

/** https://vercel.com/docs/build-output-api/configuration#routes */
interface Route {
  src: string;
  headers?: Record<string, string>;
  status?: number;
  continue?: boolean;
}

/**
 * Vercel has no runtime that works without an account. Its own library reads our vercel.json; what it reads is applied
 * here, as Vercel documents it.
 */
export const vercel: Host = {
  name: 'Vercel (its routing-utils, within a server of ours)',
  version: () => installed(library),
  differs: { 'caching of 404': byPath, 'host files': served },
  async start({ root, project }) {
    const port = await freePort();
    const config = JSON.parse(await readFile(join(project, 'vercel.json'), 'utf8'));
    const require = createRequire(join(folderOf(library), 'package.json'));
    const { routes, error } = require(library.name).getTransformedRoutes(config);
    if (error) throw new Error(error.message);
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const { status, headers } = applied(routes, pathname);
      if (status) return response.writeHead(status, headers).end();
      const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
      const isThere = existsSync(join(root, path));
      const file = isThere ? path : '/404.html';
      response.writeHead(isThere ? 200 : 404, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-encoding': 'br',
        vary: 'Accept-Encoding',
        ...headers,
      });
      return response.end(brotliCompressSync(readFileSync(join(root, file))));
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
    return { origin: `http://127.0.0.1:${port}`, stop };
  },
};

function applied(routes: readonly Route[], path: string) {
  const headers: Record<string, string> = {};
  for (const route of routes) {
    const match = route.src && new RegExp(route.src).exec(path);
    if (!match) continue;
    for (const [name, value] of Object.entries(route.headers ?? {})) {
      headers[name.toLowerCase()] = value.replace(/\$(\d)/g, (_, index) => match[index] ?? '');
    }
    if (!route.continue) return { status: route.status, headers };
  }
  return { status: undefined, headers };
}
