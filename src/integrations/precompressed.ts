import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { hostFiles } from '../library/paths.ts';

// Below a kilobyte a compressed file saves no packet.
const least = 1024;
const forHosts = new Set<string>(hostFiles);
const isText = (file: string) => /\.(html|xml|json|txt|svg|css|js)$/.test(file);

// The slowest level of Brotli takes forty times as long as this one, and makes pages a tenth smaller.
const level = 7;

// The threads that Node compresses on, unless told otherwise: https://nodejs.org/api/cli.html#uv_threadpool_sizesize
const threads = 4;

/** Puts a `.br` and a `.gz` beside every text file, for servers that send them as they are. Comes last of all. */
export function precompressed(): AstroIntegration {
  return {
    name: 'precompressed',
    hooks: {
      async 'astro:build:done'({ dir }) {
        const root = fileURLToPath(dir);
        const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
          .filter((file) => isText(file) && !forHosts.has(file))
          .values();
        const compressWhatIsLeft = async () => {
          for (const file of files) await compress(join(root, file));
        };
        await Promise.all(Array.from({ length: threads }, compressWhatIsLeft));
      },
    },
  };
}

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file);
  if (bytes.length < least) return;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: level,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params }));
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}
