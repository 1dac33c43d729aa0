import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { hostFiles } from '../publication/addresses/paths.ts';
import type { Files, BuildCache } from './build-cache.ts';

// Below a kilobyte a compressed file saves no packet.
const least = 1024;
const forHosts = new Set<string>(hostFiles);
const isText = (file: string) => /\.(html|xml|json|txt|md|svg|css|js)$/.test(file);

// The best level of Brotli takes a second for each megabyte, twenty times as long as the other, for a tenth less.
const levels = { brotli: { best: 11, fast: 5 }, gzip: 9 };

// As many bytes of text as a site may have for the best level: a second or two of its first build, on the threads.
const mostForBest = 2_000_000;

// As many as there are threads for it. While some are compressed, others are read and written.
const atATime = 4;

const source = readFileSync(new URL(import.meta.url));

/**
 * Puts a `.br` and a `.gz` beside every text among the files of the build, for servers that send them as they are. The
 * same files give the same, whatever of it is kept.
 */
export async function precompress(
  root: string,
  files: readonly string[],
  kept: BuildCache,
): Promise<void> {
  const texts = files
    .filter((file) => isText(file) && !forHosts.has(file))
    .map((text) => join(root, text))
    .map((file) => ({ file, size: statSync(file).size }))
    .filter(({ size }) => size >= least);
  const { best, fast } = levels.brotli;
  const level = texts.reduce((sum, { size }) => sum + size, 0) <= mostForBest ? best : fast;
  const { brotli, zlib } = process.versions;
  const left = texts.values();
  const compressWhatIsLeft = async () => {
    for (const { file } of left) {
      const bytes = readFileSync(file);
      const from = [source, `${brotli} ${zlib} ${level}`, bytes];
      const made = await kept.files(from, () => compressed(bytes, level));
      for (const [ending, content] of Object.entries(made)) writeFileSync(file + ending, content);
    }
  };
  await Promise.all(Array.from({ length: atATime }, compressWhatIsLeft));
}

const byBrotli = promisify(brotliCompress);
const byGzip = promisify(gzip);

async function compressed(bytes: Uint8Array, level: number): Promise<Files> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: level,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const [br, gz] = await Promise.all([
    byBrotli(bytes, { params }),
    byGzip(bytes, { level: levels.gzip }),
  ]);
  // What zlib gives stands in memory that is larger than it.
  return { '.br': Uint8Array.from(br), '.gz': Uint8Array.from(gz) };
}
