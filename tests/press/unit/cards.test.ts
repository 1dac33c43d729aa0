import sharp from 'sharp';
import { expect, test } from 'vitest';
import { sheetOf } from '../../../src/editions/drawing/canvas.ts';
import { pngOf } from '../../../src/editions/drawing/png.ts';
import { coverageOf } from '../../../src/editions/drawing/rasterize.ts';
import { circle, curve, ring, stroke, type Shape } from '../../../src/editions/drawing/shapes.ts';
import { socialCard } from '../../../src/editions/drawing/social-card.ts';
import { typeset } from '../../../src/editions/drawing/typesetting.ts';

const square = (left: number, top: number, side: number): Shape => [
  [
    { x: left, y: top },
    { x: left + side, y: top },
    { x: left + side, y: top + side },
    { x: left, y: top + side },
  ],
];

/** How many pixels a shape covers in all. */
const areaOf = (shape: Shape) =>
  coverageOf(shape, { width: 200, height: 200 }).shares.reduce(
    (sum, share) => sum + share / 255,
    0,
  );

/** The pixels of a PNG as another program reads them, each as #rrggbb. */
async function pixelsOf(png: Uint8Array): Promise<string[]> {
  const data = await sharp(png).removeAlpha().raw().toBuffer();
  return Array.from({ length: data.length / 3 }, (_, pixel) =>
    data.toString('hex', pixel * 3, pixel * 3 + 3),
  );
}

test('a picture is read by others as it was drawn', async () => {
  const palette = [
    [0, 0, 0],
    [255, 255, 255],
    [141, 31, 22],
  ] as const;
  const png = pngOf(palette, Uint8Array.from([0, 1, 2, 2, 1, 0]), { width: 3, height: 2 });
  const { width, height } = await sharp(png).metadata();
  expect([width, height]).toEqual([3, 2]);
  expect(await pixelsOf(png)).toEqual(['000000', 'ffffff', '8d1f16', '8d1f16', 'ffffff', '000000']);
});

test('a pixel is covered as far as the shape lies in it', () => {
  expect(coverageOf(square(1.5, 1, 1), { width: 9, height: 9 })).toEqual({
    left: 1,
    top: 1,
    width: 2,
    height: 1,
    shares: Uint8ClampedArray.from([128, 128]),
  });
});

test('where two polygons overlap, pixels are covered once', () => {
  expect(areaOf([...square(10, 10, 10), ...square(15, 10, 10)])).toBe(150);
});

const along = (...points: [x: number, y: number][]) => points.map(([x, y]) => ({ x, y }));

test.each([
  ['a circle', circle({ x: 100, y: 100 }, 20), Math.PI * 20 ** 2],
  ['a ring', ring({ x: 100, y: 100 }, 20, 2), 2 * Math.PI * 20 * 2],
  ['a slanted line', stroke(along([10, 20], [40, 60]), 3), 50 * 3],
  ['a bent line', stroke(along([10, 10], [50, 10], [90, 11]), 3), 80 * 3],
])('%s covers its area', (_, shape, area) => {
  expect(areaOf(shape) / area).toBeCloseTo(1, 2);
});

test('a line that turns back on itself is drawn', () => {
  expect(areaOf(stroke(along([10, 10], [50, 10], [10, 10]), 2))).toBeGreaterThan(40);
});

test('a curve begins and ends where it is told, and bends between', () => {
  const [start, end] = [
    { x: 0, y: 8 },
    { x: 4, y: 8 },
  ];
  const points = curve(start, { x: 0, y: 0 }, { x: 4, y: 0 }, end);
  expect([points.at(0), points.at(-1)]).toEqual([start, end]);
  expect(Math.min(...points.map(({ y }) => y))).toBe(2);
});

test('what is beyond the sheet is left out', () => {
  expect(areaOf(square(190, 190, 100))).toBe(100);
  expect(areaOf(square(-50, -50, 60))).toBe(100);
  expect(areaOf(square(300, 300, 10))).toBe(0);
});

test('what is drawn later lies over what was there', async () => {
  const sheet = sheetOf({ width: 4, height: 1 });
  sheet.fill(square(1, 0, 2), 'ink');
  sheet.fill(square(2, 0, 2), 'red');
  sheet.fill(square(3, 0, 1), 'paper');
  expect(await pixelsOf(sheet.png())).toEqual(['fbfaf6', '1b1a17', '8d1f16', 'fbfaf6']);
});

test('the edge of what lies over something else is of both colors', async () => {
  const sheet = sheetOf({ width: 1, height: 1 });
  sheet.fill(square(0, 0, 1), 'ink');
  sheet.fill(square(0.5, 0, 1), 'paper');
  const [pixel = ''] = await pixelsOf(sheet.png());
  expect(parseInt(pixel.slice(0, 2), 16)).toBeCloseTo((0x1b + 0xfb) / 2, -1);
});

const heightOf = (text: string, room: number) =>
  typeset(text, { size: 10, language: 'en', lineHeight: 1, room }).height;

test('a text is broken at its spaces and behind its dashes, where there is no room', () => {
  const { width } = typeset('Service—it', { size: 10, language: 'en' });
  expect(heightOf('Service—it can', width + 1)).toBe(20);
  expect(heightOf('Service—it', width - 1)).toBe(20);
  expect(heightOf('Service—it', 1)).toBe(20);
  expect(heightOf('Service\u00a0it', 1)).toBe(10);
});

test('the space at the end of a line takes no room', () => {
  const { width } = typeset('one two', { size: 10, language: 'en' });
  expect(heightOf('one two three', width)).toBe(20);
});

test('balanced lines are more even, and not more', () => {
  const title = 'Everything you need to know about Great Customer Service';
  const style = { size: 72, language: 'en', room: 1400 };
  const [greedy, balanced] = [typeset(title, style), typeset(title, { ...style, balanced: true })];
  expect(balanced.height).toBe(greedy.height);
  expect(balanced.width).toBeLessThan(greedy.width * 0.8);
  expect(typeset(title, { size: 72, language: 'en', balanced: true }).height).toBe(
    typeset(title, { size: 72, language: 'en' }).height,
  );
});

test('letters stand closer where their shapes allow', () => {
  const widthOf = (text: string) => typeset(text, { size: 100, language: 'en' }).width;
  expect(widthOf('AV')).toBeLessThan(widthOf('A') + widthOf('V') - 5);
});

test('no text takes no room, and covers nothing', () => {
  const block = typeset('', { size: 20, language: 'en' });
  expect(block).toMatchObject({ width: 0, height: 0 });
  expect(block.at({ x: 0, y: 0 })).toEqual([]);
});

test('line breaks and indents of a file are spaces', () => {
  const style = { size: 20, language: 'en' };
  expect(typeset(' a\n  b ', style).width).toBe(typeset('a b', style).width);
});

test('cards that differ by a letter or a dot are not taken for each other', () => {
  const card = {
    title: 'Title',
    language: 'en',
    under: 'Author',
    line: { start: 'Near', end: 'Far', positions: [0, 0.5, 1], current: 0.5 },
  };
  const drawings = [
    card,
    { ...card },
    { ...card, title: 'Titles' },
    { ...card, line: { ...card.line, current: 1 } },
  ].map((one) => Buffer.from(socialCard(one)).toString('base64'));
  expect(drawings[1]).toBe(drawings[0]);
  expect(new Set(drawings).size).toBe(3);
});
