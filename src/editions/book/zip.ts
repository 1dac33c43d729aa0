import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive. */
export interface ZippedFile {
  /** In ASCII. */
  name: string;
  bytes: Uint8Array;
  /** Whether it stands there as it is: what is compressed already, or is to be read without a program for archives. */
  asItIs?: boolean;
}

/** What an archive says of a file twice, and its bytes there. */
interface Entry {
  said: Buffer;
  content: Uint8Array;
}

// The first day that the format knows: an archive does not tell when it was made.
const firstDay = (1 << 5) | 1;

/** Files as an archive, in their order: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3 */
export function zipOf(files: readonly ZippedFile[]): Uint8Array<ArrayBuffer> {
  const archive: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes, asItIs = false } of files) {
    const { said, content } = asItIs ? entryOf(bytes, bytes, 0) : deflated(bytes);
    const local = [longs(0x04034b50), said, shorts(name.length, 0), Buffer.from(name), content];
    // Without a comment, in the first part of the archive, of no kind; and where its local header stands.
    const rest = [shorts(name.length, 0, 0, 0, 0), longs(0, offset), Buffer.from(name)];
    directory.push(longs(0x02014b50), shorts(20), said, ...rest);
    archive.push(...local);
    offset += lengthOf(local);
  }
  const { length } = files;
  const end = [longs(0x06054b50), shorts(0, 0, length, length)];
  end.push(longs(lengthOf(directory), offset), shorts(0));
  return Uint8Array.from(Buffer.concat([...archive, ...directory, ...end]));
}

const lengthOf = (parts: readonly Uint8Array[]) =>
  parts.reduce((sum, { length }) => sum + length, 0);

const compressed = new WeakMap<Uint8Array, Entry>();

/** A file that is compressed; what stands in every book, as its fonts do, is compressed once. */
function deflated(bytes: Uint8Array): Entry {
  const entry = compressed.get(bytes) ?? entryOf(bytes, deflateRawSync(bytes, { level: 9 }), 8);
  compressed.set(bytes, entry);
  return entry;
}

function entryOf(bytes: Uint8Array, content: Uint8Array, method: 0 | 8): Entry {
  const said = [
    shorts(20, 0, method, 0, firstDay),
    longs(crc32(bytes), content.length, bytes.length),
  ];
  return { said: Buffer.concat(said), content };
}

/** Numbers in two bytes each, the lower first. */
const shorts = (...numbers: readonly number[]) => Buffer.from(Uint16Array.from(numbers).buffer);

/** Numbers in four bytes each. */
const longs = (...numbers: readonly number[]) => Buffer.from(Uint32Array.from(numbers).buffer);
