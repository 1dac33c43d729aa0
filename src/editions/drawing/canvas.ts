import { colorOf } from '../../styles/colors.ts';
import { pngOf, type Color } from './png.ts';
import { cover, type Size } from './rasterize.ts';
import type { Shape } from './shapes.ts';

// What social cards and covers are drawn with.

const colors = {
  paper: channelsOf(colorOf('paper')),
  ink: channelsOf(colorOf('text')),
  faded: channelsOf(colorOf('meta')),
  red: channelsOf(colorOf('accent')),
} satisfies Record<string, Color>;

// Everything stands on paper: these are the edges of letters, and of what is drawn. No eye tells one from the next.
const shades = 63;
const palette = [
  colors.paper,
  ...shadesOf(colors.ink),
  ...shadesOf(colors.faded),
  ...shadesOf(colors.red),
];

/** The numbers that paper gets, by how much of it is covered, from 0 to 255. */
const onPaper = {
  paper: new Uint8Array(256),
  ink: numbersBehind(0),
  faded: numbersBehind(shades),
  red: numbersBehind(2 * shades),
};

/** Paper to draw on. */
export interface Sheet {
  /** What is drawn later lies over what was there. */
  fill(shape: Shape, color: keyof typeof colors): void;
}

// The same memory for every sheet, as in rasterize.ts.
let paper = new Uint8Array();

/**
 * Draws on a sheet of paper, and gives it as a PNG.
 *
 * @param ground What is on the sheet before: see {@link groundOf}.
 */
export const drawn = (size: Size, draw: (sheet: Sheet) => void, ground?: Uint8Array) =>
  pngOf(palette, rowsOf(size, draw, ground), size);

/** Draws what sheets of a size have in common, to draw on it what is each one's own. */
export const groundOf = (size: Size, draw: (sheet: Sheet) => void): Uint8Array =>
  rowsOf(size, draw).slice();

/** The numbers of the colors of a sheet, until the next is drawn: as a PNG has its rows, each behind a zero. */
function rowsOf(size: Size, draw: (sheet: Sheet) => void, ground?: Uint8Array): Uint8Array {
  const rowLength = size.width + 1;
  const length = rowLength * size.height;
  if (paper.length < length) paper = new Uint8Array(length);
  const rows = paper.subarray(0, length);
  if (ground) rows.set(ground);
  else rows.fill(0);
  draw({
    fill(shape, color) {
      const numbers = onPaper[color];
      cover(shape, size, (row, from, to, share) => {
        const start = row * rowLength + 1;
        for (let pixel = start + from; pixel < start + to; pixel++) {
          const under = rows[pixel] ?? 0;
          rows[pixel] =
            under === 0 || share === 255
              ? (numbers[share] ?? 0)
              : nearest(mixed(palette[under] ?? colors.paper, colors[color], share / 255));
        }
      });
    },
  });
  return rows;
}

/** The colors from paper, which is not among them, to another. */
function shadesOf(color: Color): Color[] {
  return Array.from({ length: shades }, (_, shade) =>
    mixed(colors.paper, color, (shade + 1) / shades),
  );
}

function numbersBehind(last: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, share) => {
    const shade = Math.round((share / 255) * shades);
    return shade === 0 ? 0 : last + shade;
  });
}

/** The channels of a color that is written `#rrggbb`. */
function channelsOf(hex: string): Color {
  const channel = (at: number) => parseInt(hex.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

function mixed(from: Color, to: Color, share: number): Color {
  const channel = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [channel(0), channel(1), channel(2)];
}

/** The number of the nearest color of the palette. */
function nearest([red, green, blue]: Color): number {
  let [found, least] = [0, Infinity];
  for (let number = 0; number < palette.length; number++) {
    const [r, g, b] = palette[number] ?? colors.paper;
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [found, least] = [number, distance];
  }
  return found;
}
