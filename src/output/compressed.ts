import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Files } from './build-cache.ts';

/** A file that is to be compressed. */
export interface Compression {
  file: string;
  /** Of Brotli, from 0 to 11. */
  level: number;
}

/** A file as servers send it, by the endings that its name gets. What a thread runs. */
export default function compressed({ file, level }: Compression): Files {
  const bytes = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: level,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  // What zlib gives stands in memory that is larger than it.
  return {
    '.br': Uint8Array.from(brotliCompressSync(bytes, { params })),
    '.gz': Uint8Array.from(gzipSync(bytes, { level: 9 })),
  };
}
