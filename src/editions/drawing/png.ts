import { constants, crc32, deflateSync } from 'node:zlib';
import type { Size } from './rasterize.ts';

/** Red, green and blue, from 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

/**
 * Writes a picture as a PNG: https://www.w3.org/TR/png-3/
 *
 * @param palette At most 256 colors.
 * @param rows The number of its color for each pixel, row by row; before each row a zero, which says that it is as it is.
 */
export function pngOf(
  palette: readonly Color[],
  rows: Uint8Array,
  { width, height }: Size,
): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8); // Bits a pixel.
  header.setUint8(9, 3); // Colors by number.
  // Large even areas: as runs they are as small as by a search for repetitions, which takes forty times as long.
  const data = deflateSync(rows, { strategy: constants.Z_RLE, memLevel: 9 });
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', new Uint8Array(header.buffer)),
      chunk('PLTE', Uint8Array.from(palette.flat())),
      chunk('IDAT', data),
      chunk('IEND', new Uint8Array()),
    ]),
  );
}

/** https://www.w3.org/TR/png-3/#5Chunk-layout */
function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
}
