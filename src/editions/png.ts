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
 * Makes a function that writes pixels as a PNG of at most 256 colors, each pixel in the one of them that is nearest:
 * https://www.w3.org/TR/png-3/ The pixels are red, green, blue and opacity, a byte each; all are opaque.
 *
 * @param palette Red, green and blue, from 0 to 255.
 */
export function pngIn(palette: readonly (readonly number[])[]) {
  const numberOf = nearestIn(palette);
  return (
    pixels: Uint8Array,
    { width, height }: { width: number; height: number },
  ): Uint8Array<ArrayBuffer> => {
    const header = new DataView(new ArrayBuffer(13));
    header.setUint32(0, width);
    header.setUint32(4, height);
    header.setUint8(8, 8); // Bits a pixel.
    header.setUint8(9, 3); // Colors by number.
    // Large even areas: as runs they are as small as by a search for repetitions, which takes forty times as long.
    const data = deflateSync(rowsOf(pixels, width, height, numberOf), {
      strategy: constants.Z_RLE,
    });
    return Uint8Array.from(
      Buffer.concat([
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
        chunk('IHDR', new Uint8Array(header.buffer)),
        chunk('PLTE', Uint8Array.from(palette.flat())),
        chunk('IDAT', data),
        chunk('IEND', new Uint8Array()),
      ]),
    );
  };
}

/** The numbers of the colors, row by row, each row behind a zero: no filter. */
function rowsOf(
  pixels: Uint8Array,
  width: number,
  height: number,
  numberOf: (pixels: Uint8Array, start: number) => number,
): Uint8Array {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const rows = new Uint8Array((width + 1) * height);
  for (let row = 0; row < height; row++) {
    const end = (row + 1) * width;
    for (let start = row * width, next = start; start < end; start = next) {
      while (next < end && words[next] === words[start]) next++;
      const number = numberOf(pixels, start * 4);
      rows.fill(number, start + row + 1, next + row + 1);
    }
  }
  return rows;
}

/** Gives the number of the color that is nearest to that of the pixel at a byte, each color being looked for once. */
function nearestIn(palette: readonly (readonly number[])[]) {
  const numbers = new Map<number, number>();
  return (pixels: Uint8Array, start: number): number => {
    const [red, green, blue] = [pixels[start] ?? 0, pixels[start + 1] ?? 0, pixels[start + 2] ?? 0];
    const color = (red << 16) | (green << 8) | blue;
    const known = numbers.get(color);
    if (known !== undefined) return known;
    const distances = palette.map(
      ([r = 0, g = 0, b = 0]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2,
    );
    const number = distances.indexOf(Math.min(...distances));
    numbers.set(color, number);
    return number;
  };
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
