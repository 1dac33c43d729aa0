import type { Point, Shape } from './shapes.ts';

/** In px. */
export interface Size {
  width: number;
  height: number;
}

interface Box extends Size {
  left: number;
  top: number;
}

/** What a shape covers of each pixel in the box around it, from 0 to 255, row by row. */
interface Coverage extends Box {
  shares: Uint8ClampedArray;
}

// The same memory for every shape: to allocate and collect it each time took longer than to draw.
let [changes, shares] = [new Float32Array(), new Uint8ClampedArray()];

/**
 * What a shape covers of a sheet, until the next is asked for. Where polygons overlap, as those of a letter may, the sheet
 * is covered once.
 */
export function coverageOf(shape: Shape, sheet: Size): Coverage {
  const box = boxOf(shape, sheet);
  const { width, height } = box;
  // How the share changes from each pixel to the next in its row, with room for the one behind the last.
  const length = (width + 1) * height + 1;
  if (changes.length < length) {
    [changes, shares] = [new Float32Array(length), new Uint8ClampedArray(length)];
  }
  changes.fill(0, 0, length);
  for (const polygon of shape) {
    let from = polygon.at(-1);
    for (const to of polygon) {
      if (from) addEdge(changes, box, from, to);
      from = to;
    }
  }
  for (let row = 0; row < height; row++) {
    let share = 0;
    for (let column = 0; column < width; column++) {
      share += changes[row * (width + 1) + column] ?? 0;
      shares[row * width + column] = Math.abs(share) * 255;
    }
  }
  return { ...box, shares: shares.subarray(0, width * height) };
}

/** The whole pixels that a shape touches, as far as they are on the sheet. */
function boxOf(shape: Shape, sheet: Size): Box {
  let [left, top, right, bottom] = [sheet.width, sheet.height, 0, 0];
  for (const polygon of shape) {
    for (const { x, y } of polygon) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
    }
  }
  left = Math.max(Math.floor(left), 0);
  top = Math.max(Math.floor(top), 0);
  return {
    left,
    top,
    width: Math.max(Math.min(Math.ceil(right), sheet.width) - left, 0),
    height: Math.max(Math.min(Math.ceil(bottom), sheet.height) - top, 0),
  };
}

/** Adds the changes that an edge makes: to its right, a shape begins where it runs down, and ends where it runs up. */
function addEdge(changes: Float32Array, { left, top, width, height }: Box, from: Point, to: Point) {
  const slope = (to.x - from.x) / (to.y - from.y);
  const xAt = (y: number) => within(from.x - left + (y + top - from.y) * slope, width);
  const end = within(Math.max(from.y, to.y) - top, height);
  let y = within(Math.min(from.y, to.y) - top, height);
  while (y < end) {
    const row = Math.floor(y);
    const nextY = Math.min(row + 1, end);
    const rise = from.y < to.y ? nextY - y : y - nextY;
    const x = xAt(y);
    const nextX = xAt(nextY);
    const first = Math.min(x, nextX);
    const last = Math.max(x, nextX);
    let column = Math.floor(first);
    do {
      const near = Math.max(first, column);
      const far = Math.min(last, column + 1);
      const part = last > first ? (rise * (far - near)) / (last - first) : rise;
      // What of this pixel is to the left of the edge is made up for by the next.
      const rest = part * ((near + far) / 2 - column);
      const index = row * (width + 1) + column;
      changes[index] = (changes[index] ?? 0) + part - rest;
      changes[index + 1] = (changes[index + 1] ?? 0) + rest;
      column++;
    } while (column < last);
    y = nextY;
  }
}

const within = (value: number, end: number) => Math.min(Math.max(value, 0), end);
