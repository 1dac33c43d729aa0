import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { hostFiles } from '../library/paths.ts';

// Below a kilobyte a compressed file saves no packet.
const least = 1024;
const forHosts = new Set<string>(hostFiles);
const isText = (file: string) => /\.(html|xml|json|txt|svg|css|js)$/.test(file);

/** Puts a `.br` and a `.gz` beside every text file, for servers that send them as they are. Comes last of all. */
export function precompressed(): AstroIntegration {
  return {
    name: 'precompressed',
    hooks: {
      'astro:build:done'({ dir }) {
        const root = fileURLToPath(dir);
        for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
          if (!isText(file) || forHosts.has(file)) continue;
          const bytes = readFileSync(join(root, file));
          if (bytes.length < least) continue;
          writeFileSync(
            join(root, `${file}.br`),
            brotliCompressSync(bytes, {
              params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
            }),
          );
          writeFileSync(join(root, `${file}.gz`), gzipSync(bytes, { level: 9 }));
        }
      },
    },
  };
}
