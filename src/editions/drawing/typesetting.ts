import * as harfbuzz from 'harfbuzzjs';
import { cardFont } from '../../fonts/editions.ts';
import type { Point, Shape } from './shapes.ts';

// The type of social cards and covers.

const face = new harfbuzz.Face(new harfbuzz.Blob(cardFont));
const font = new harfbuzz.Font(face);
const { ascender, descender } = font.hExtents();

interface TypeStyle {
  /** In px. */
  size: number;
  /** Of the text, BCP 47: some letters have other forms in other languages. */
  language: string;
  /** As a share of the size; by default, what the font asks for. */
  lineHeight?: number;
  /** How wide a line may be, in px; only a word that is wider by itself juts out. */
  room?: number;
  /** Whether the lines are as even as they can be without one line more. */
  balanced?: boolean;
}

/** A text as a block of lines; where there is no text, there is none. In px. */
interface TypeBlock {
  width: number;
  height: number;
  /** What it covers where its upper left corner is at a point. */
  at(corner: Point): Shape;
}

/** A word with the space behind it: a line ends before or after it, never within. In units of the font. */
interface Word {
  glyphs: { id: number; x: number; y: number }[];
  /** To where the next word begins. */
  advance: number;
  /** Without the space behind it. */
  width: number;
}

/** Sets a text in lines that begin at the left. */
export function typeset(text: string, style: TypeStyle): TypeBlock {
  const { size, language, room = Infinity, balanced = false } = style;
  const scale = size / face.upem;
  const natural = (ascender - descender) * scale;
  const height = style.lineHeight === undefined ? natural : style.lineHeight * size;
  const baseline = (height - natural) / 2 + ascender * scale;
  const lines = (balanced ? evenLines : linesOf)(wordsOf(text, language), room / scale);
  return {
    width: Math.max(0, ...lines.map(widthOf)) * scale,
    height: lines.length * height,
    at: (corner) =>
      lines.flatMap((line, index) => {
        const y = corner.y + index * height + baseline;
        return glyphsOf(line).flatMap((glyph) =>
          outlineOf(glyph.id, scale, { x: corner.x + glyph.x * scale, y: y - glyph.y * scale }),
        );
      }),
  };
}

const advanceOf = (line: readonly Word[]) => line.reduce((sum, { advance }) => sum + advance, 0);

const widthOf = (line: readonly Word[]) => advanceOf(line.slice(0, -1)) + (line.at(-1)?.width ?? 0);

/** The glyphs of a line, each as far from its start as it stands. */
function glyphsOf(line: readonly Word[]) {
  return line.flatMap(({ glyphs }, index) => {
    const start = advanceOf(line.slice(0, index));
    return glyphs.map(({ id, x, y }) => ({ id, x: start + x, y }));
  });
}

function linesOf(words: readonly Word[], room: number): Word[][] {
  const lines: Word[][] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line && widthOf([...line, word]) <= room) line.push(word);
    else lines.push([word]);
  }
  return lines;
}

/** Lines in the narrowest room that needs no line more. */
function evenLines(words: readonly Word[], room: number): Word[][] {
  const { length } = linesOf(words, room);
  let [narrow, wide] = [0, Math.min(room, widthOf(words))];
  while (wide - narrow > 1) {
    const middle = (narrow + wide) / 2;
    if (linesOf(words, middle).length > length) narrow = middle;
    else wide = middle;
  }
  return linesOf(words, wide);
}

// A line may end at a space and, between two letters, behind a hyphen or a dash.
const breaks = / +|(?<=[^ ])[-‐–—]+(?=[^ ])/g;

function wordsOf(text: string, language: string): Word[] {
  const written = text.trim().replaceAll(/[\t\n\r ]+/g, ' ');
  const buffer = new harfbuzz.Buffer();
  buffer.addText(written);
  // Where none is given, it is that of the machine.
  buffer.setLanguage(language);
  buffer.guessSegmentProperties();
  harfbuzz.shape(font, buffer);
  const starts = new Set(
    [...written.matchAll(breaks)].map(({ 0: { length }, index }) => index + length),
  );
  const words: Word[] = [];
  for (const glyph of buffer.getGlyphInfosAndPositions()) {
    const { codepoint: id, cluster, xAdvance = 0, xOffset = 0, yOffset = 0 } = glyph;
    let word = starts.has(cluster) ? undefined : words.at(-1);
    if (!word) {
      word = { glyphs: [], advance: 0, width: 0 };
      words.push(word);
    }
    word.glyphs.push({ id, x: word.advance + xOffset, y: yOffset });
    word.advance += xAdvance;
    if (written[cluster] !== ' ') word.width = word.advance;
  }
  return words;
}

const outlineOf = outlines();

/** Makes a function that gives the outline of a glyph, so large, its origin at a point. In px. */
function outlines() {
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
  return (glyph: number, scale: number, origin: Point): Shape => {
    polygons = [];
    // A font counts upwards.
    at = (x, y) => ({ x: origin.x + x * scale, y: origin.y - y * scale });
    font.drawGlyph(glyph, pen);
    return polygons;
  };
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
