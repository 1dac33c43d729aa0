import sharp from 'sharp';
import { expect, test } from 'vitest';
import { pngIn, shades } from '../../src/editions/png.ts';

const palette = shades('#000000', '#ffffff', 3);

test('the colors from one to another begin and end with the two', () => {
  expect(palette).toEqual([
    [0, 0, 0],
    [128, 128, 128],
    [255, 255, 255],
  ]);
});

test('a picture of few colors is read by others as it was drawn, in the nearest of them', async () => {
  const drawn = [
    [0, 0, 0, 255, 255, 255, 255, 255, 130, 130, 126, 255],
    [250, 255, 255, 255, 128, 128, 128, 255, 9, 0, 0, 255],
  ];
  const png = pngIn(palette)(Uint8Array.from(drawn.flat()), { width: 3, height: 2 });
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([3, 2]);
  expect([...data].filter((_, index) => index % 3 === 0)).toEqual([0, 255, 128, 255, 128, 0]);
});
