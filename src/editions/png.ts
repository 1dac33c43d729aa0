import { constants, crc32, deflateSync } from 'node:zlib';

/** A color as #rrggbb. */
export type Color = `#${string}`;

const channelsOf = (color: Color) =>
  [1, 3, 5].map((start) => parseInt(color.slice(start, start + 2), 16));

/** The colors from one to another, both among them: what the edges of letters are drawn in. */
export function shades(from: Color, to: Color, count: number): number[][] {
  const [start, end] = [channelsOf(from), channelsOf(to)];
  return Array.from({ length: count }, (_, step) =>
    start.map((value, channel) =>
      Math.round(value + (((end[channel] ?? 0) - value) * step) / (count - 1)),
    ),
  );
}

/**
 * Writes pixels as a PNG of at most 256 colors, each pixel in the one of them that is nearest:
 * https://www.w3.org/TR/png-3/
 *
 * @param pixels Red, green, blue and opacity, a byte each; all are opaque.
 * @param palette Red, green and blue, from 0 to 255.
 */
export function indexedPng(
  pixels: Uint8Array,
  { width, height }: { width: number; height: number },
  palette: readonly (readonly number[])[],
): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8); // Bits a pixel.
  header.setUint8(9, 3); // Colors by number.
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', new Uint8Array(header.buffer)),
      chunk('PLTE', Uint8Array.from(palette.flat())),
      // Large even areas: as runs they are as small as by a search for repetitions, which takes forty times as long.
      chunk(
        'IDAT',
        deflateSync(rowsOf(pixels, width, height, palette), { strategy: constants.Z_RLE }),
      ),
      chunk('IEND', new Uint8Array()),
    ]),
  );
}

/** The numbers of the colors, row by row, each row behind a zero: no filter. */
function rowsOf(
  pixels: Uint8Array,
  width: number,
  height: number,
  palette: readonly (readonly number[])[],
): Uint8Array {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const numbers = new Map<number, number>();
  const rows = new Uint8Array((width + 1) * height);
  let [last, number] = [-1, 0];
  for (let row = 0, at = 0, out = 0; row < height; row++) {
    rows[out++] = 0;
    for (const end = at + width; at < end; at++) {
      const word = words[at] ?? 0;
      if (word !== last) {
        last = word;
        number = numbers.get(word) ?? nearest(pixels.subarray(at * 4, at * 4 + 3), palette);
        numbers.set(word, number);
      }
      rows[out++] = number;
    }
  }
  return rows;
}

function nearest(color: Uint8Array, palette: readonly (readonly number[])[]): number {
  const distances = palette.map((one) =>
    one.reduce((sum, value, channel) => sum + (value - (color[channel] ?? 0)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
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
