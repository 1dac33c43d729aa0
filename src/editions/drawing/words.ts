import bidiFactory from 'bidi-js';
import * as harfbuzz from 'harfbuzzjs';
import { directionOf } from '../../publication/languages.ts';
import { faceFor, type Face } from './faces.ts';

// A text taken apart into what stays on one line, shaped. All lengths are in ems.

/** Letters of one face and one direction, as they stand from left to right. */
export interface Run {
  face: Face;
  glyphs: { id: number; x: number; y: number }[];
  width: number;
  /** Odd where it runs from right to left: https://www.unicode.org/reports/tr9/ */
  level: number;
  isSpace: boolean;
}

/** A word with the space behind it: a line ends before or after it. */
export interface Word {
  /** In the order in which they are read. */
  runs: Run[];
  /** To where the next word begins. */
  advance: number;
  /** Without the space behind it. */
  width: number;
  /** Its letters as words, for where it is too long for a line. */
  letters: () => Word[];
}

/** A text as words. */
export interface Words {
  words: Word[];
  isRightToLeft: boolean;
}

const bidi = bidiFactory();
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

const ideograph = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\u30fb\u30fc\uff00-\uffef]`;
const opening = String.raw`[\p{Ps}\p{Pi}]`;
// What no line of Chinese or Japanese begins with: https://www.w3.org/TR/jlreq/#characters_not_starting_a_line
const clinging = String.raw`[\p{Pe}\p{Pf}、。，．・：；？！‐～…ー々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ]`;

/** Where a line may end: at a space, between two letters behind a hyphen or a dash, and between ideographs. */
export const breaks = new RegExp(
  ` +|(?<=[^ ])[-‐–—]+(?=[^ ])|(?<=${ideograph})(?<!${opening})(?=${ideograph})(?!${clinging})`,
  'gu',
);

/** Whether every letter of a text is in a face. */
export const canBeSet = (text: string, language: string): boolean =>
  [...segmenter.segment(tidy(text))].every(({ segment }) => faceFor(segment, language));

const tidy = (text: string) =>
  text
    .normalize('NFC')
    .trim()
    .replaceAll(/[\t\n\r ]+/g, ' ');

/** Letters that no face has are left out: see {@link canBeSet}. */
export function wordsOf(text: string, language: string): Words {
  const written = tidy(text);
  const isOfRightToLeft = directionOf(language) === 'rtl';
  const { levels, paragraphs } = bidi.getEmbeddingLevels(
    written,
    isOfRightToLeft ? 'rtl' : undefined,
  );
  const letters = lettersOf(written, language, levels);
  const ends = [...written.matchAll(breaks)].map(({ 0: sign, index }) => index + sign.length);
  const words = [0, ...ends].map((start, index) => {
    const end = ends[index] ?? written.length;
    return wordOf(
      letters.filter((letter) => letter.start >= start && letter.start < end),
      written,
      language,
    );
  });
  return {
    words: words.filter(({ runs }) => runs.length > 0),
    isRightToLeft: (paragraphs[0]?.level ?? 0) % 2 === 1,
  };
}

/** What a reader takes for one letter: where it stands in a text, and how it is to be set. */
interface Letter {
  start: number;
  end: number;
  face: Face;
  level: number;
  isSpace: boolean;
}

function lettersOf(written: string, language: string, levels: Uint8Array): Letter[] {
  const letters: Letter[] = [];
  for (const { segment, index } of segmenter.segment(written)) {
    const face = faceFor(segment, language, letters.at(-1)?.face);
    if (!face) continue;
    const [level, end] = [levels[index] ?? 0, index + segment.length];
    letters.push({ start: index, end, face, level, isSpace: segment === ' ' });
  }
  return letters;
}

function wordOf(letters: readonly Letter[], written: string, language: string): Word {
  const runs: Run[] = [];
  let [advance, width] = [0, 0];
  for (const part of partsOf(letters)) {
    const run = shaped(part, written, language);
    runs.push(run);
    advance += run.width;
    if (!run.isSpace) width = advance;
  }
  const apart = () => letters.map((letter) => wordOf([letter], written, language));
  return { runs, advance, width, letters: apart };
}

/** Letters that follow one another and are set alike, together. */
function partsOf(letters: readonly Letter[]): Letter[] {
  const parts: Letter[] = [];
  for (const letter of letters) {
    const last = parts.at(-1);
    const isAlike =
      last?.end === letter.start &&
      last.face === letter.face &&
      last.level === letter.level &&
      last.isSpace === letter.isSpace;
    if (last && isAlike) last.end = letter.end;
    else parts.push({ ...letter });
  }
  return parts;
}

// The same for every part: those that are thrown away are freed late, and leave their memory in pieces.
const buffer = new harfbuzz.Buffer();

/** Shapes a part of a text, with a view to what stands around it. */
function shaped({ start, end, face, level, isSpace }: Letter, written: string, language: string) {
  buffer.reset();
  buffer.addText(written, start, end - start);
  buffer.setDirection(level % 2 === 1 ? harfbuzz.Direction.RTL : harfbuzz.Direction.LTR);
  // Where none is given, it is that of the machine.
  buffer.setLanguage(language);
  buffer.guessSegmentProperties();
  harfbuzz.shape(face.font, buffer);
  const run: Run = { face, glyphs: [], width: 0, level, isSpace };
  const em = face.unitsPerEm;
  const infos = buffer.getGlyphInfos();
  for (const [index, { xAdvance, xOffset, yOffset }] of buffer.getGlyphPositions().entries()) {
    const id = infos[index]?.codepoint ?? 0;
    run.glyphs.push({ id, x: run.width + xOffset / em, y: yOffset / em });
    run.width += xAdvance / em;
  }
  return run;
}
