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

/** How the share that a shape covers changes from each pixel of the box to the next in its row. */
interface Changes extends Box {
  /** How many a row has: room for the pixel behind its last, too, in whole words of marks. */
  stride: number;
  changes: Float32Array;
  /** A bit for each that may be other than zero, as few are: 32 in a word. */
  marks: Int32Array;
}

/** Takes the pixels of a row, from one to before another, of which a shape covers the same share, from 1 to 255. */
type Run = (row: number, from: number, to: number, share: number) => void;

// The same memory for every shape: to allocate and collect it each time took longer than to draw. It is zero between them.
let [changes, marks] = [new Float32Array(), new Int32Array()];

/**
 * Gives what a shape covers of a sheet, row by row. Where polygons overlap, as those of a letter may, the sheet is covered
 * once.
 */
export function cover(shape: Shape, sheet: Size, give: Run) {
  const box = boxOf(shape, sheet);
  const stride = 32 * Math.ceil((box.width + 2) / 32);
  const length = stride * box.height;
  if (changes.length < length) {
    [changes, marks] = [new Float32Array(length), new Int32Array(length / 32)];
  }
  const all = { ...box, stride, changes, marks };
  for (const polygon of shape) {
    let from = polygon.at(-1);
    for (const to of polygon) {
      if (from) addEdge(all, from, to);
      from = to;
    }
  }
  for (let row = 0; row < box.height; row++) giveRow(all, row, give);
}

/** Gives the runs of a row of the box, and leaves zeros behind. */
function giveRow({ left, top, stride, changes, marks }: Changes, row: number, give: Run) {
  const start = row * stride;
  let [sum, share, from] = [0, 0, left];
  for (let word = start / 32; word < (start + stride) / 32; word++) {
    let bits = marks[word] ?? 0;
    marks[word] = 0;
    while (bits !== 0) {
      const index = 32 * word + 31 - Math.clz32(bits & -bits);
      bits &= bits - 1;
      const to = left + index - start;
      if (share > 0) give(top + row, from, to, share);
      from = to;
      sum += changes[index] ?? 0;
      changes[index] = 0;
      share = Math.trunc(Math.min(Math.abs(sum), 1) * 255 + 0.5);
    }
  }
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
function addEdge(all: Changes, from: Point, to: Point) {
  const { left, top, width, height, stride } = all;
  const slope = (to.x - from.x) / (to.y - from.y);
  const end = within(Math.max(from.y, to.y) - top, height);
  let y = within(Math.min(from.y, to.y) - top, height);
  let x = within(from.x - left + (y + top - from.y) * slope, width);
  while (y < end) {
    const row = Math.floor(y);
    const nextY = Math.min(row + 1, end);
    const nextX = within(from.x - left + (nextY + top - from.y) * slope, width);
    const rise = from.y < to.y ? nextY - y : y - nextY;
    const first = Math.min(x, nextX);
    const last = Math.max(x, nextX);
    let column = Math.floor(first);
    do {
      const near = Math.max(first, column);
      const far = Math.min(last, column + 1);
      const part = last > first ? (rise * (far - near)) / (last - first) : rise;
      // What of this pixel is to the left of the edge is made up for by the next.
      const rest = part * ((near + far) / 2 - column);
      add(all, row * stride + column, part - rest);
      add(all, row * stride + column + 1, rest);
      column++;
    } while (column < last);
    y = nextY;
    x = nextX;
  }
}

function add({ changes, marks }: Changes, index: number, change: number) {
  changes[index] = (changes[index] ?? 0) + change;
  marks[index >> 5] = (marks[index >> 5] ?? 0) | (1 << index);
}

const within = (value: number, end: number) => Math.min(Math.max(value, 0), end);
