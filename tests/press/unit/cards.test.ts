import sharp from 'sharp';
import { expect, test } from 'vitest';
import { bookCover } from '../../../src/editions/drawing/book-cover.ts';
import { drawn, groundOf } from '../../../src/editions/drawing/canvas.ts';
import { socialCardInThread } from '../../../src/editions/drawing/in-thread.ts';
import { pngOf } from '../../../src/editions/drawing/png.ts';
import { cover } from '../../../src/editions/drawing/rasterize.ts';
import { circle, curve, ring, stroke, type Shape } from '../../../src/editions/drawing/shapes.ts';
import { canBeDrawn, socialCard } from '../../../src/editions/drawing/social-card.ts';
import { typeset } from '../../../src/editions/drawing/typesetting.ts';
import { breaks, canBeSet } from '../../../src/editions/drawing/words.ts';
import { publicationOf } from '../../../src/publication/publication.ts';
import { anEssay, aSeries, entries, site } from '../../support/factories.ts';

const square = (left: number, top: number, side: number): Shape => [
  [
    { x: left, y: top },
    { x: left + side, y: top },
    { x: left + side, y: top + side },
    { x: left, y: top + side },
  ],
];

/** What a shape covers of a sheet: rows, from where to where in them, and how much, from 1 to 255. */
function runsOf(shape: Shape) {
  const runs: [row: number, from: number, to: number, share: number][] = [];
  cover(shape, { width: 200, height: 200 }, (...run) => runs.push(run));
  return runs;
}

/** How many pixels a shape covers in all. */
const areaOf = (shape: Shape) =>
  runsOf(shape).reduce((sum, [, from, to, share]) => sum + ((to - from) * share) / 255, 0);

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
  const png = pngOf(palette, Uint8Array.from([0, 0, 1, 2, 0, 2, 1, 0]), { width: 3, height: 2 });
  const { width, height } = await sharp(png).metadata();
  expect([width, height]).toEqual([3, 2]);
  expect(await pixelsOf(png)).toEqual(['000000', 'ffffff', '8d1f16', '8d1f16', 'ffffff', '000000']);
});

test('a pixel is covered as far as the shape lies in it', () => {
  expect(runsOf(square(1.5, 1, 1))).toEqual([
    [1, 1, 2, 128],
    [1, 2, 3, 128],
  ]);
});

test('what was covered before leaves nothing behind', () => {
  const before = runsOf(circle({ x: 50, y: 50 }, 7));
  runsOf(ring({ x: 190, y: 40 }, 30, 2));
  expect(runsOf(circle({ x: 50, y: 50 }, 7))).toEqual(before);
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
  const png = drawn({ width: 4, height: 1 }, (sheet) => {
    sheet.fill(square(1, 0, 2), 'ink');
    sheet.fill(square(2, 0, 2), 'red');
    sheet.fill(square(3, 0, 1), 'paper');
  });
  expect(await pixelsOf(png)).toEqual(['fbfaf6', '1b1a17', '8d1f16', 'fbfaf6']);
});

test('what sheets have in common is drawn on, and stays as it was', async () => {
  const size = { width: 3, height: 1 };
  const ground = groundOf(size, (sheet) => {
    sheet.fill(square(0, 0, 1), 'ink');
  });
  const own = [1, 2].map((left) =>
    drawn(
      size,
      (sheet) => {
        sheet.fill(square(left, 0, 1), 'red');
      },
      ground,
    ),
  );
  expect(await Promise.all(own.map(pixelsOf))).toEqual([
    ['1b1a17', '8d1f16', 'fbfaf6'],
    ['1b1a17', 'fbfaf6', '8d1f16'],
  ]);
});

test('the edge of what lies over something else is of both colors', async () => {
  const png = drawn({ width: 1, height: 1 }, (sheet) => {
    sheet.fill(square(0, 0, 1), 'ink');
    sheet.fill(square(0.5, 0, 1), 'paper');
  });
  const [pixel = ''] = await pixelsOf(png);
  expect(parseInt(pixel.slice(0, 2), 16)).toBeCloseTo((0x1b + 0xfb) / 2, -1);
});

const heightOf = (text: string, room: number) =>
  typeset(text, { size: 10, language: 'en', lineHeight: 1, room }).height;

test('a text is broken at its spaces and behind its dashes, where there is no room', () => {
  const { width } = typeset('Service—it', { size: 10, language: 'en' });
  expect(heightOf('Service—it can', width + 1)).toBe(20);
  expect(heightOf('Service—it', width - 1)).toBe(20);
  // A space that does not break keeps its words together.
  const style = { size: 10, language: 'en' };
  const kept = typeset('in\u00a0it', style).width;
  expect(typeset('I in\u00a0it', { ...style, room: kept }).width).toBe(kept);
  expect(typeset('I in it', { ...style, room: kept }).width).toBeLessThan(kept);
});

test('a word that is wider than a line is broken, and loses no letter', () => {
  const { width } = typeset('W', { size: 10, language: 'en' });
  expect(heightOf('W'.repeat(9), 3 * width + 0.1)).toBe(30);
  expect(heightOf('W'.repeat(10), 3 * width + 0.1)).toBe(40);
});

test('Chinese and Japanese end a line between any two signs, but not before a full stop or behind a bracket', () => {
  // Whatever face has them: no font here has.
  const lines = (text: string) => text.split(breaks).filter((part) => part !== '');
  expect(lines('顧客「你」是。')).toEqual(['顧', '客', '「你」', '是。']);
  expect(lines('カード１つ')).toEqual(['カー', 'ド', '１', 'つ']);
});

test.each([
  ['Cyrillic', 'ru', 'Преступление и наказание'],
  ['Greek', 'el', 'Ο Γέρος και η Θάλασσα'],
  ['Vietnamese', 'vi', 'Đỗ Phương Ngọc: tiếng Việt'],
  ['Vietnamese in parts', 'vi', 'tiếng Việt'.normalize('NFD')],
  ['Arabic', 'ar', 'خدمة العملاء، بَلْ؟'],
  ['Persian', 'fa', 'می‌خواهم گچ پژ'],
  ['Hebrew', 'he', 'שָׁלוֹם־עוֹלָם, 123'],
  ['all of them', 'en', 'A Я Ω ế خ ש'],
])('%s has letters', (_, language, title) => {
  expect(canBeSet(title, language)).toBe(true);
});

test('letters that no font has are known, and leave no box', () => {
  expect(canBeSet('A 𐌰', 'en')).toBe(false);
  expect(canBeDrawn({ title: 'A', language: 'en', under: '𐌰' })).toBe(false);
  const style = { size: 20, language: 'en' };
  expect(typeset('a𐌰b', style).width).toBeCloseTo(
    typeset('a', style).width + typeset('b', style).width,
  );
});

/** From where to where a shape reaches, from left to right. */
const reach = (shape: Shape) => {
  const xs = shape.flatMap((polygon) => polygon.map(({ x }) => x));
  return [Math.min(...xs), Math.max(...xs)] as const;
};

test('what runs from right to left begins at the right', () => {
  const style = { size: 20, room: 200 };
  const [left, right] = reach(typeset('שלום', { ...style, language: 'he' }).at({ x: 0, y: 0 }));
  expect(right).toBeGreaterThan(195);
  expect(left).toBeGreaterThan(100);
  // Within a line of the other direction it is turned around alone.
  const inked = (text: string) => typeset(text, { size: 20, language: 'en' }).at({ x: 0, y: 0 });
  const [first, last] = [inked('a ש'), inked('a של')].map((shape) => reach(shape.slice(-1)));
  expect(first?.[1]).toBeLessThan(last?.[1] ?? 0);
});

test('letters of Arabic are joined as their neighbors ask', () => {
  const width = (text: string) => typeset(text, { size: 20, language: 'ar' }).width;
  expect(width('ههه')).toBeLessThan(3 * width('ه') - 2);
});

const letters = 'W'.repeat(300);

test.each([
  ['three hundred letters without a space', letters, 'en'],
  ['three hundred letters with spaces', letters.replaceAll('WWWWWWWW', 'Wooden '), 'en'],
  ['a long word', 'Rechtsschutzversicherungsgesellschaften heute', 'de'],
  ['a long word of Arabic', 'بسم'.repeat(90), 'ar'],
  ['a long title of Hebrew', 'מסה על עבודת כפיים '.repeat(15), 'he'],
])('a title of %s runs off no card and over nothing', async (_, title, language) => {
  const line = { start: 'Near', end: 'Far', positions: [0.5] };
  const card = (one: string) =>
    socialCard({ title: one, language, over: 'Over', under: 'Under', line });
  const [pixels, without] = await Promise.all([card(title), card('')].map(pixelsOf));
  const [width, margin] = [1200, 78];
  // The line and its labels are as they are without a title.
  const isFree = (at: number) =>
    at % width < margin || at % width >= width - margin || at / width < margin || at / width > 512;
  const changed = pixels?.flatMap((pixel, at) =>
    isFree(at) && pixel !== without?.[at] ? [[at % width, Math.floor(at / width)]] : [],
  );
  expect(changed).toEqual([]);
  expect(pixels?.filter((pixel) => pixel === '1b1a17').length).toBeGreaterThan(3000);
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

test('a card is the same whichever was drawn before it', () => {
  const line = { start: 'Near', end: 'Far', positions: [0, 0.5, 1] };
  const card = { title: 'Title', language: 'en', over: 'Series', line: { ...line, current: 0.5 } };
  const first = socialCard(card);
  const others = [
    { ...card, over: 'Another' },
    { ...card, language: 'ar' },
    { ...card, line },
    { ...card, line: { ...line, end: 'Farther away', current: 0.5 } },
    { ...card, line: { ...line, positions: [0.2, 0.5], current: 0.5 } },
    { title: 'Title', language: 'en', over: 'Series' },
    { ...card, title: 'Longer title', line: { ...line, current: 1 } },
  ];
  for (const other of others) {
    const drawing = socialCard(other);
    expect(socialCard(card)).toEqual(first);
    // What it has in common with the one before is of its own again.
    expect(socialCard(other)).toEqual(drawing);
    expect(drawing).not.toEqual(first);
  }
});

test.each([
  ['three hundred letters without a space', letters, 'A line below it.'],
  ['a long word', 'Rechtsschutzversicherungsgesellschaften', 'Short.'],
  ['many words', 'Wooden things '.repeat(20), 'And what is said of them. '.repeat(12)],
])('a cover with a title of %s has all of it within its margins', async (_, title, standfirst) => {
  const [width, margin] = [1400, 128];
  const cover = async (one: string) => {
    const series = aSeries('a', ['a'], { title: one, standfirst });
    const [made] = publicationOf(
      entries({ essays: [anEssay('a')], series: [series] }),
      site,
    ).series;
    if (!made) throw new Error('Nothing is published.');
    return pixelsOf(bookCover(made, site));
  };
  const inked = (await cover(title)).flatMap((pixel, at) =>
    pixel === 'fbfaf6' ? [] : [{ x: at % width, y: Math.floor(at / width) }],
  );
  for (const { x, y } of inked) {
    if (x < margin || x >= width - margin || y < margin || y > 2100 - margin) {
      throw new Error(`There is something at ${x}, ${y}.`);
    }
  }
  expect(inked.length).toBeGreaterThan((await cover('')).filter((one) => one !== 'fbfaf6').length);
});

test('a thread draws what is drawn here', async () => {
  const card = { title: 'A title', language: 'en', over: 'Over', under: 'Under' };
  expect(Buffer.from(await socialCardInThread(card)).equals(socialCard(card))).toBe(true);
});
