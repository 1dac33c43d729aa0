import { createHash, hash, type BinaryLike } from 'node:crypto';
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
const lengthOfLength = 4;

/** @param file Where all of it is kept. It may be deleted at any time; one that is not as it was written is not used. */
export function buildCacheIn(file: string): BuildCache {
  const before = read(file);
  const after = writer(file);
  const asked = new Set<string>();
  return {
    async files(from, make) {
      // Each by its own hash, so that no two lists run together to the same.
      const key = sha256(Buffer.concat(from.map(sha256))).toString('hex');
      const files = before.get(key) ?? (await make());
      if (!asked.has(key)) after.add(serialize([key, files]));
      asked.add(key);
      return files;
    },
    keep: after.end,
  };
}

/** Writes entries one by one, so that the memory never holds all of them, each behind its length; and behind all a hash. */
function writer(file: string) {
  // Under another name first: a build that is stopped, or another beside it, leaves no half of a file.
  const unfinished = `${file}.${process.pid}`;
  const digest = createHash('sha256');
  let isWritten = true;
  const write = (work: () => void) => {
    try {
      if (isWritten) work();
    } catch {
      isWritten = false; // The next build makes it again.
    }
  };
  write(() => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, '');
  });
  return {
    add(entry: Buffer) {
      const length = Buffer.alloc(lengthOfLength);
      length.writeUInt32LE(entry.length);
      digest.update(length).update(entry);
      write(() => appendFileSync(unfinished, Buffer.concat([length, entry])));
    },
    end() {
      write(() => {
        appendFileSync(unfinished, digest.digest());
        renameSync(unfinished, file);
      });
    },
  };
}

function read(file: string): ReadonlyMap<string, Files> {
  const entries = new Map<string, Files>();
  try {
    const written = readFileSync(file);
    const end = written.length - hashLength;
    if (!sha256(written.subarray(0, end)).equals(written.subarray(end))) return entries;
    for (let start = lengthOfLength; start < end; start += lengthOfLength) {
      const next = start + written.readUInt32LE(start - lengthOfLength);
      const [key, files]: [string, Files] = deserialize(written.subarray(start, next));
      entries.set(key, files);
      start = next;
    }
    return entries;
  } catch {
    return new Map(); // Nothing is kept, or nothing that this version of Node can read.
  }
}
