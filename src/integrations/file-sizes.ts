import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Says in the pages of the build how large the files are that they offer: fills what Size.astro leaves open. */
export function fileSizes(): AstroIntegration {
  let base = '/';
  return {
    name: 'file-sizes',
    hooks: {
      'astro:config:done'({ config }) {
        base = config.base;
      },
      'astro:build:done'({ dir }) {
        const root = fileURLToPath(dir);
        const sizeOf = (path: string) =>
          statSync(join(root, path.slice(base.length).replace(/(^|\/)$/, '$1index.html'))).size;
        for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
          if (!file.endsWith('.html')) continue;
          const html = readFileSync(join(root, file), 'utf8');
          const filled = withSizes(html, sizeOf);
          if (filled !== html) writeFileSync(join(root, file), filled);
        }
      },
    },
  };
}

/** @param sizeOf The size of the file at a path, in bytes; throws where there is none. */
export function withSizes(html: string, sizeOf: (path: string) => number): string {
  return html.replace(
    /<span data-size-of="([^"]*)"[^>]*><\/span>/g,
    (_, path: string) => `, ${Math.max(1, Math.round(sizeOf(path) / 1000))}\u00a0KB`,
  );
}
