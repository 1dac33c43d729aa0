import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { hostFiles } from '../publication/addresses/paths.ts';
import type { Files, BuildCache } from './build-cache.ts';

// Below a kilobyte a compressed file saves no packet.
const least = 1024;
const forHosts = new Set<string>(hostFiles);
const isText = (file: string) => /\.(html|xml|json|txt|md|svg|css|js)$/.test(file);

// Level 7 of Brotli takes half as long again for half a percent less, the slowest twenty times as long for a tenth less.
const levels = { brotli: 5, gzip: 9 };

const source = readFileSync(new URL(import.meta.url));

/** Puts a `.br` and a `.gz` beside every text among the files of the build, for servers that send them as they are. */
export async function precompress(
  root: string,
  files: readonly string[],
  kept: BuildCache,
): Promise<void> {
  const { brotli, zlib } = process.versions;
  for (const text of files.filter((file) => isText(file) && !forHosts.has(file))) {
    const file = join(root, text);
    const bytes = readFileSync(file);
    if (bytes.length < least) continue;
    const made = await kept.files([source, `${brotli} ${zlib}`, bytes], () => compressed(bytes));
    for (const [ending, content] of Object.entries(made)) writeFileSync(file + ending, content);
    // Not on threads, which cost a third more: the index is made meanwhile, and asks for pages.
    await setImmediate();
  }
}

function compressed(bytes: Uint8Array): Files {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: levels.brotli,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return {
    '.br': brotliCompressSync(bytes, { params }),
    '.gz': gzipSync(bytes, { level: levels.gzip }),
  };
}
