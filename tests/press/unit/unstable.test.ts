import sharp from 'sharp';
import { expect, test } from 'vitest';
import { fileOf } from '../../../src/unstable/image-file.ts';
import { hasMetadata } from '../../../src/unstable/image-metadata.ts';

// What src/unstable assumes of Astro. That containers render, that texts run by Astro’s JSX runtime, and that builds
// render again only what has changed, is tested on built sites: pipeline.test.ts, again.test.ts.

const picture = (format: 'png' | 'jpeg' | 'webp') =>
  sharp({ create: { width: 2, height: 1, channels: 3, background: 'red' } })
    .toFormat(format)
    .toBuffer();

test.each(['png', 'jpeg', 'webp'] as const)('Astro finds the size of a %s', async (format) => {
  expect(await hasMetadata(await picture(format))).toBe(true);
});

test('Astro finds no size in what is no picture', async () => {
  expect(await hasMetadata(Buffer.from('no picture'))).toBe(false);
});

const image = { src: '/a.png', width: 2, height: 1, format: 'png' } as const;

test('the file of an image is the path that its metadata have', () => {
  expect(fileOf(Object.assign({ fsPath: '/a/b.png' }, image))).toBe('/a/b.png');
});

test('an image without a path is said to be one, and leaves no picture out in silence', () => {
  expect(() => fileOf(image)).toThrow('Astro names no file for the image /a.png.');
});
