import { createHash, type BinaryLike } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const sha256 = (...parts: BinaryLike[]) =>
  parts.reduce(
    (hash: ReturnType<typeof createHash>, part) => hash.update(part),
    createHash('sha256'),
  );

/**
 * Bytes as they were made before from the same things, or made now and kept for the next build. A file that is not as
 * it was written is not used; one that cannot be written is no reason to stop.
 *
 * @param from All that the bytes depend on, code and its versions too.
 * @param folder Where they are kept. What is in it may be deleted at any time.
 */
export async function kept(
  from: readonly BinaryLike[],
  make: () => Promise<Uint8Array<ArrayBuffer>>,
  folder: string = join(process.cwd(), 'node_modules/.astro/kept'),
): Promise<Uint8Array<ArrayBuffer>> {
  // Each by its own hash, so that no two lists run together to the same.
  const file = join(folder, sha256(...from.map((part) => sha256(part).digest())).digest('hex'));
  const written = await readFile(file).catch(() => Buffer.alloc(0));
  const bytes = Uint8Array.from(written.subarray(hashLength));
  if (written.length > 0 && sha256(bytes).digest().equals(written.subarray(0, hashLength))) {
    return bytes;
  }
  const made = await make();
  try {
    await mkdir(folder, { recursive: true });
    // Under another name first: a build that is stopped, or another beside it, leaves no half of a file.
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, Buffer.concat([sha256(made).digest(), made]));
    await rename(unfinished, file);
  } catch {
    // The next build makes it again.
  }
  return made;
}

const hashLength = 32;
