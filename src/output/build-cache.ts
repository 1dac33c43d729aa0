import { hash, type BinaryLike } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';

/** The bytes of files by their names. */
export type Files = Record<string, Uint8Array>;

/** What builds make of the same things again and again. */
export interface BuildCache {
  /**
   * Files as the build before made them from the same things, or made now.
   *
   * @param from All that they depend on, code and its versions too.
   */
  files(from: readonly BinaryLike[], make: () => Files | Promise<Files>): Promise<Files>;
  /** Keeps for the next build what this one asked for, and nothing else. */
  keep(): void;
}

const sha256 = (data: BinaryLike) => hash('sha256', data, 'buffer');
const hashLength = 32;

/** @param file Where all of it is kept. It may be deleted at any time; one that is not as it was written is not used. */
export function buildCacheIn(file: string): BuildCache {
  const before = read(file);
  const now = new Map<string, Files>();
  return {
    async files(from, make) {
      // Each by its own hash, so that no two lists run together to the same.
      const key = sha256(Buffer.concat(from.map(sha256))).toString('hex');
      const files = before.get(key) ?? (await make());
      now.set(key, files);
      return files;
    },
    keep() {
      if (now.size === before.size && now.keys().every((key) => before.has(key))) return;
      const bytes = serialize(now);
      try {
        mkdirSync(dirname(file), { recursive: true });
        // Under another name first: a build that is stopped, or another beside it, leaves no half of a file.
        const unfinished = `${file}.${process.pid}`;
        writeFileSync(unfinished, sha256(bytes));
        appendFileSync(unfinished, bytes);
        renameSync(unfinished, file);
      } catch {
        // The next build makes it again.
      }
    },
  };
}

function read(file: string): ReadonlyMap<string, Files> {
  try {
    const written = readFileSync(file);
    const bytes = written.subarray(hashLength);
    if (sha256(bytes).equals(written.subarray(0, hashLength))) return deserialize(bytes);
  } catch {
    // Nothing is kept, or nothing that this version of Node can read.
  }
  return new Map();
}
