import { readFileSync } from 'node:fs';
import * as harfbuzz from 'harfbuzzjs';
import { cardFonts } from '../../fonts/editions.ts';
import { fileIn, installedFontsFor } from '../../fonts/installed.ts';
import { curve, type Point, type Shape } from './shapes.ts';

// The faces in which cards and covers are set.

/** A face with what is asked of it. */
export interface Face {
  font: harfbuzz.Font;
  /** The height of an em in the units of the font. */
  unitsPerEm: number;
  /** The code points of its letters. */
  letters: ReadonlySet<number>;
}

function faceOf(bytes: Uint8Array): Face {
  const face = new harfbuzz.Face(new harfbuzz.Blob(bytes));
  const font = new harfbuzz.Font(face);
  return { font, unitsPerEm: face.upem, letters: new Set(face.collectUnicodes()) };
}

const [first, ...others] = cardFonts.map(faceOf);
if (!first) throw new Error('There is no font for cards.');

/** The face that a text is in, as far as it has its letters. */
export const mainFace: Face = first;

const installed = new Map<string, Face>();

/** The face of an installed font, which is read where a letter asks for it. */
function installedFace(name: string): Face[] {
  const file = fileIn(name);
  const face = installed.get(name) ?? (file === undefined ? undefined : faceOf(readFileSync(file)));
  if (face) installed.set(name, face);
  return face ? [face] : [];
}

/**
 * The face for what a reader takes for one letter; undefined where none has all of it.
 *
 * @param before The face of what stands before it: signs between letters are of the same.
 */
export function faceFor(letter: string, language: string, before?: Face): Face | undefined {
  const signs = [...letter.replaceAll(/[\p{Default_Ignorable_Code_Point}\s]/gu, '')];
  const has = ({ letters }: Face) => signs.every((sign) => letters.has(sign.codePointAt(0) ?? 0));
  if (before && !/\p{L}/u.test(letter) && has(before)) return before;
  const known = [mainFace, ...others].find(has);
  if (known) return known;
  for (const name of installedFontsFor(language)) {
    const face = installedFace(name).find(has);
    if (face) return face;
  }
  return undefined;
}

let polygons: Point[][] = [];
let at = (x: number, y: number): Point => ({ x, y });
const pen = new harfbuzz.DrawFuncs();
pen.setMoveToFunc((x, y) => {
  polygons.push([at(x, y)]);
});
pen.setLineToFunc((x, y) => {
  polygons.at(-1)?.push(at(x, y));
});
pen.setQuadraticToFunc((bendX, bendY, x, y) => {
  const polygon = polygons.at(-1);
  const start = polygon?.at(-1);
  if (polygon && start) addCurve(polygon, start, at(bendX, bendY), at(x, y));
});
pen.setCubicToFunc((bendX, bendY, otherX, otherY, x, y) => {
  const polygon = polygons.at(-1);
  const start = polygon?.at(-1);
  if (!polygon || !start) return;
  polygon.push(...curve(start, at(bendX, bendY), at(otherX, otherY), at(x, y)).slice(1));
});

/** The outline of a glyph, its em so large and its origin at a point, in px. */
export function outlineOf(
  { font, unitsPerEm }: Face,
  glyph: number,
  size: number,
  origin: Point,
): Shape {
  polygons = [];
  const scale = size / unitsPerEm;
  // A font counts upwards.
  at = (x, y) => ({ x: origin.x + x * scale, y: origin.y - y * scale });
  font.drawGlyph(glyph, pen);
  return polygons;
}

/** Adds a quadratic Bézier curve, its start excepted, in chords that keep within a twentieth of a px. */
function addCurve(polygon: Point[], start: Point, bend: Point, end: Point) {
  const [x, y] = [start.x - 2 * bend.x + end.x, start.y - 2 * bend.y + end.y];
  // A chord is off by an eighth of the second derivative, twice this, over the square of the number of chords.
  const chords = Math.ceil(Math.sqrt((Math.sqrt(x * x + y * y) / 4) * 20));
  for (let chord = 1; chord <= chords; chord++) {
    const t = chord / chords;
    polygon.push({
      x: start.x + 2 * (bend.x - start.x) * t + x * t * t,
      y: start.y + 2 * (bend.y - start.y) * t + y * t * t,
    });
  }
}
